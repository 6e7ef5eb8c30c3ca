// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// One message of a room.
public record ChatEntry(
    long id,
    @OpenApiRequired @OpenApiName("message_id") String messageId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String username,
    @OpenApiRequired String text,
    @OpenApiRequired String at) {}
