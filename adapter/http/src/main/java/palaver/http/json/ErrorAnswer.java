// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// What every refused call answers.
public record ErrorAnswer(
    boolean success,
    @OpenApiRequired String error,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
