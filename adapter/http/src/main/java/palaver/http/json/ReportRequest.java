// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What a user tells the moderators about another.
public record ReportRequest(
    @OpenApiRequired String world,
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired @OpenApiName("reported_user_id") String reportedUserId,
    @OpenApiName("reported_username") @OpenApiNullable @Nullable String reportedUsername,
    @OpenApiRequired String reason,
    @OpenApiName("message_id") @OpenApiNullable @Nullable String messageId) {}
