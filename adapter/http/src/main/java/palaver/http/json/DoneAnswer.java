// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// Something was done that has nothing to answer.
public record DoneAnswer(
    boolean success, @OpenApiRequired String message, @OpenApiRequired String timestamp) {}
