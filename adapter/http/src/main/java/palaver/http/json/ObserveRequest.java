// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// Which room an admin wants to listen to.
public record ObserveRequest(
    @OpenApiRequired String world, @OpenApiRequired @OpenApiName("room_id") String roomId) {}
