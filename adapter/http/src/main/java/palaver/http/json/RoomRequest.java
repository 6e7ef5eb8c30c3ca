// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import io.javalin.openapi.OpenApiRequired;
import org.jspecify.annotations.Nullable;

/// A room to be added.
///
/// @param maxParticipants 10 when it is left out, 5 in a mesh
/// @param topology `sfu`, also when it is left out, or `mesh`, which has place for five at most
public record RoomRequest(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("room_name") String roomName,
    @OpenApiNullable @OpenApiName("max_participants") @Nullable Integer maxParticipants,
    @OpenApiNullable @Nullable String topology) {}
