// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a participant token.
public record TokenRequest(
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String world,
    @OpenApiNullable @OpenApiName("room_id") @Nullable String roomId,
    @OpenApiNullable @Nullable List<String> grants,
    @OpenApiNullable @OpenApiName("lifetime_seconds") @Nullable Long lifetimeSeconds) {
  public TokenRequest {
    grants = grants == null ? null : List.copyOf(grants);
  }
}
