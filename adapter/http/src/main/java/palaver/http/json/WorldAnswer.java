// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiRequired;

/// A world as it is after a change.
public record WorldAnswer(
    boolean success, @OpenApiRequired WorldEntry world, @OpenApiRequired String timestamp) {}
