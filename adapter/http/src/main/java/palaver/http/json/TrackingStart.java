// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What a client notes about the start of its session.
public record TrackingStart(
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String username,
    @OpenApiRequired String world,
    @OpenApiName("joined_at") @OpenApiNullable @Nullable String joinedAt) {}
