// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// A user as moderators see them. `total_minutes` is by the server's own clock.
public record UserProfile(
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String username,
    @OpenApiRequired String role,
    @OpenApiRequired @OpenApiName("created_at") String createdAt,
    @OpenApiName("total_calls") long totalCalls,
    @OpenApiName("total_minutes") long totalMinutes,
    long warnings,
    long kicks,
    long bans) {}
