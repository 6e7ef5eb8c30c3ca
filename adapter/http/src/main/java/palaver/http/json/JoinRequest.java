// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// The body of a join.
public record JoinRequest(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("user_id") String userId,
    @OpenApiRequired String username,
    @OpenApiRequired String world) {}
