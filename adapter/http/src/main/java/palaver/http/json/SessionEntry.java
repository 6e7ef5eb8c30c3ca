// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// A session of somebody in a room; what follows `joined_at` is null or 0 while it goes on.
public record SessionEntry(
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiNullable @Nullable String username,
    @OpenApiRequired String world,
    @OpenApiRequired @OpenApiName("joined_at") String joinedAt,
    @OpenApiName("left_at") @OpenApiNullable @Nullable String leftAt,
    @OpenApiName("duration_seconds") long durationSeconds,
    @OpenApiName("speaking_seconds") long speakingSeconds,
    @OpenApiName("end_reason") @OpenApiNullable @Nullable String endReason) {}
