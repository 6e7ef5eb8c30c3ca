// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What was done.
///
/// @param sessions how many sessions it met
/// @param durable whether it is stored; it has taken effect in any case
/// @param endsAt when it ends by itself, or null
public record ModerationAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("action_id") String actionId,
    @OpenApiRequired String action,
    int sessions,
    boolean durable,
    @OpenApiName("ends_at") @OpenApiNullable @Nullable String endsAt,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
