// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;

/// A guest ticket.
///
/// @param worlds that let guests in, the one to start with first
public record GuestAnswer(
    boolean success,
    @OpenApiRequired String ticket,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired @OpenApiName("expires_at") String expiresAt,
    @OpenApiRequired List<String> worlds) {
  public GuestAnswer {
    worlds = List.copyOf(worlds);
  }

  @Override
  public String toString() {
    return "GuestAnswer[userId=" + userId + "]";
  }
}
