// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// Somebody in a call.
public record CallParticipant(
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String username,
    @OpenApiName("is_speaking") boolean isSpeaking) {}
