// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// One sanction that holds.
public record SanctionEntry(
    @OpenApiRequired @OpenApiName("sanction_id") String sanctionId,
    @OpenApiRequired String kind,
    @OpenApiRequired String world,
    @OpenApiName("room_id") @OpenApiNullable @Nullable String roomId,
    @OpenApiName("user_id") @OpenApiNullable @Nullable String userId,
    @OpenApiNullable @Nullable String username,
    @OpenApiRequired String reason,
    boolean network,
    @OpenApiRequired @OpenApiName("admin_user_id") String adminUserId,
    @OpenApiRequired @OpenApiName("created_at") String createdAt,
    @OpenApiName("ends_at") @OpenApiNullable @Nullable String endsAt) {}
