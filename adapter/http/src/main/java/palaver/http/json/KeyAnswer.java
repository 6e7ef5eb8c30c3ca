// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// A new server key; shown once.
public record KeyAnswer(
    boolean success,
    @OpenApiRequired String key,
    @OpenApiRequired String id,
    @OpenApiRequired String name,
    @OpenApiRequired List<String> scopes) {
  public KeyAnswer {
    scopes = List.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "KeyAnswer[]";
  }
}
