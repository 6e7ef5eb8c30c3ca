// SPDX-License-Identifier: Apache-2.0
package palaver.app.console;

import tools.jackson.databind.JsonNode;

/// Something that `palaver admin` asks of the server's process.
@FunctionalInterface
public interface ConsoleCommand {

  /// Does it and answers what the command prints. Refusals are
  /// [palaver.http.rest.RefusedException].
  ConsoleAnswer run(JsonNode arguments);
}
