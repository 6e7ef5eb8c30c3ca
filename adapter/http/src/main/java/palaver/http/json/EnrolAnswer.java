// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// What an authenticator is set up with; shown once.
public record EnrolAnswer(
    boolean success, @OpenApiRequired String secret, @OpenApiRequired String uri) {
  @Override
  public String toString() {
    return "EnrolAnswer[]";
  }
}
