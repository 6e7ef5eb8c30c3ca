// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// The body of setting up an authenticator: the password once more.
public record EnrolRequest(@OpenApiRequired String password) {
  @Override
  public String toString() {
    return "EnrolRequest[]";
  }
}
