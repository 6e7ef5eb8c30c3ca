// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// What somebody is answered whom a sanction keeps out.
///
/// @param endsAt when they may come back, or null
public record BannedAnswer(
    boolean success,
    @OpenApiRequired String error,
    @OpenApiRequired String message,
    @OpenApiRequired String reason,
    @OpenApiName("ends_at") @OpenApiNullable @Nullable String endsAt,
    @OpenApiRequired String timestamp) {}
