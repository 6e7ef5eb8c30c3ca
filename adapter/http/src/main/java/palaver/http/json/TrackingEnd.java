// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What a client notes about the end of its session. The figures are advisory: the server has its
/// own.
public record TrackingEnd(
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiName("user_id") @OpenApiNullable @Nullable String userId,
    @OpenApiName("left_at") @OpenApiNullable @Nullable String leftAt,
    @OpenApiName("duration_seconds") @OpenApiNullable @Nullable Long durationSeconds,
    @OpenApiName("speaking_seconds") @OpenApiNullable @Nullable Long speakingSeconds) {}
