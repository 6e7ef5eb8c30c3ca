// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.nio.file.Files;
import java.nio.file.Path;
import palaver.app.console.AdminConsole;
import palaver.app.console.ConsoleAnswer;
import palaver.app.console.ConsoleClient;
import palaver.app.console.ConsoleSocket;
import palaver.app.start.StartFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Takes a command of `palaver radio` to the node that runs on a data folder.
final class RadioConsole {

  private RadioConsole() {}

  /// Whether a node runs on a data folder.
  static boolean isThere(Path data) throws StartFailure {
    String request = AdminConsole.request("status", JsonNodeFactory.instance.objectNode());
    return ConsoleClient.asked(data.resolve(ConsoleSocket.FILE), request) != null;
  }

  static ConsoleAnswer ask(Path data, String command, JsonNode arguments) throws StartFailure {
    if (!Files.isDirectory(data)) {
      throw new StartFailure("there is no data folder " + data + "; choose it by --data");
    }
    String request = AdminConsole.request(command, arguments);
    String answer = ConsoleClient.asked(data.resolve(ConsoleSocket.FILE), request);
    if (answer == null) {
      throw new StartFailure(
          "no radio node runs on " + data + "; start one by `palaver radio`, or choose --data");
    }
    return AdminConsole.read(answer);
  }
}
