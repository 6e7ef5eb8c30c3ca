// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import org.jspecify.annotations.Nullable;

/// The body of a request for a guest ticket.
public record GuestRequest(
    @OpenApiNullable @Nullable String ticket,
    @OpenApiNullable @Nullable String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId) {
  @Override
  public String toString() {
    return "GuestRequest";
  }
}
