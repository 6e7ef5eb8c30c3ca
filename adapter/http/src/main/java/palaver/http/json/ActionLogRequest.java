// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// An action that was taken elsewhere, as a client tells of it.
public record ActionLogRequest(
    @OpenApiRequired @OpenApiName("action_type") String actionType,
    @OpenApiRequired @OpenApiName("target_user_id") String targetUserId,
    @OpenApiName("target_username") @OpenApiNullable @Nullable String targetUsername,
    @OpenApiName("admin_user_id") @OpenApiNullable @Nullable String adminUserId,
    @OpenApiName("admin_username") @OpenApiNullable @Nullable String adminUsername,
    @OpenApiRequired String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiNullable @Nullable String reason,
    @OpenApiNullable @Nullable String timestamp) {}
