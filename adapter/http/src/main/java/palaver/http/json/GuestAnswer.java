// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// A guest ticket.
public record GuestAnswer(
    boolean success,
    @OpenApiRequired String ticket,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired @OpenApiName("expires_at") String expiresAt) {
  @Override
  public String toString() {
    return "GuestAnswer[userId=" + userId + "]";
  }
}
