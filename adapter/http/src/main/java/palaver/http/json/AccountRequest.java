// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// The body of a new account.
public record AccountRequest(
    @OpenApiRequired String name, @OpenApiRequired String password, @OpenApiRequired String role) {
  @Override
  public String toString() {
    return "AccountRequest[]";
  }
}
