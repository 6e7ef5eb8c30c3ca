// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// Somebody came (`joined`) or went (`left`); `present` were there then.
public record MovementEntry(
    @OpenApiRequired String at,
    @OpenApiRequired String event,
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiNullable @Nullable String username,
    int present,
    @OpenApiNullable @Nullable String reason) {}
