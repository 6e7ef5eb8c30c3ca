// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// The body of a log-in.
public record LoginRequest(@OpenApiRequired String name, @OpenApiRequired String password) {
  @Override
  public String toString() {
    return "LoginRequest[]";
  }
}
