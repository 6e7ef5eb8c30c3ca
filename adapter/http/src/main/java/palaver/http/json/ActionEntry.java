// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// One row of the actions.
///
/// @param source `enforced` or `reported`
public record ActionEntry(
    long id,
    @OpenApiRequired @OpenApiName("action_id") String actionId,
    @OpenApiRequired @OpenApiName("action_type") String actionType,
    @OpenApiRequired @OpenApiName("target_user_id") String targetUserId,
    @OpenApiName("target_username") @OpenApiNullable @Nullable String targetUsername,
    @OpenApiRequired @OpenApiName("admin_user_id") String adminUserId,
    @OpenApiName("admin_username") @OpenApiNullable @Nullable String adminUsername,
    @OpenApiRequired String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiNullable @Nullable String reason,
    @OpenApiRequired String source,
    @OpenApiRequired @OpenApiName("created_at") String createdAt,
    @OpenApiName("ends_at") @OpenApiNullable @Nullable String endsAt) {}
