// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// The body of a change of password.
public record PasswordRequest(
    @OpenApiRequired String password,
    @OpenApiRequired @OpenApiName("new_password") String newPassword) {
  @Override
  public String toString() {
    return "PasswordRequest[]";
  }
}
