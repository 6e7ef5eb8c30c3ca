// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// A participant token.
public record TokenAnswer(
    boolean success,
    @OpenApiRequired String token,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired @OpenApiName("expires_at") String expiresAt) {
  @Override
  public String toString() {
    return "TokenAnswer[]";
  }
}
