// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiNullable;
import org.jspecify.annotations.Nullable;

/// What is to be different about a room; what is left out stays.
///
/// @param topology `sfu` or `mesh`; a mesh has place for five at most
public record RoomChangeRequest(
    @OpenApiNullable @OpenApiName("room_name") @Nullable String roomName,
    @OpenApiNullable @OpenApiName("max_participants") @Nullable Integer maxParticipants,
    @OpenApiNullable @Nullable String topology) {}
