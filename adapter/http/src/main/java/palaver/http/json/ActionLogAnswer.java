// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// What was noted.
public record ActionLogAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("action_id") String actionId,
    boolean durable,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
