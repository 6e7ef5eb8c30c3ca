// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// The body that makes the first admin: the secret of the link, and the account.
public record FirstAdminRequest(
    @OpenApiRequired String link, @OpenApiRequired String name, @OpenApiRequired String password) {
  @Override
  public String toString() {
    return "FirstAdminRequest[]";
  }
}
