// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What a moderator wants done. Which fields are needed depends on the action.
///
/// @param roomId in which room; a ban or mute without one holds in the whole world
/// @param seconds for how long; without it until it is lifted, for a kick one minute
public record ModerationRequest(
    @OpenApiRequired String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiName("user_id") @OpenApiNullable @Nullable String userId,
    @OpenApiNullable @Nullable String username,
    @OpenApiName("message_id") @OpenApiNullable @Nullable String messageId,
    @OpenApiNullable @Nullable String reason,
    @OpenApiNullable @Nullable Long seconds) {}
