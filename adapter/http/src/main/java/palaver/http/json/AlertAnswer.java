// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// An alert as it is now.
public record AlertAnswer(
    boolean success, @OpenApiRequired AlertEntry alert, @OpenApiRequired String timestamp) {}
