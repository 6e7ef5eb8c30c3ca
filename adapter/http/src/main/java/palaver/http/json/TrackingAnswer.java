// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// What was noted.
public record TrackingAnswer(
    boolean success,
    @OpenApiRequired @OpenApiName("session_id") String sessionId,
    @OpenApiRequired String message,
    @OpenApiRequired String timestamp) {}
