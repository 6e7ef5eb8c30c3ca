// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// Every world of the server.
public record WorldsAnswer(
    boolean success,
    @OpenApiRequired List<WorldEntry> worlds,
    @OpenApiRequired WorldLimits limits,
    @OpenApiRequired String timestamp) {
  public WorldsAnswer {
    worlds = List.copyOf(worlds);
  }
}
