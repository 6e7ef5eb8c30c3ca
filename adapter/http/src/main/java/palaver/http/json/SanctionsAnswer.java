// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// The sanctions of a world that hold now, the newest first.
public record SanctionsAnswer(boolean success, @OpenApiRequired List<SanctionEntry> sanctions) {
  public SanctionsAnswer {
    sanctions = List.copyOf(sanctions);
  }
}
