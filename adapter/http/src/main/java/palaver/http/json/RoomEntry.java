// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;

/// One room of a world.
///
/// @param topology `sfu` or `mesh`
public record RoomEntry(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("room_name") String roomName,
    @OpenApiName("participant_count") int participantCount,
    @OpenApiName("max_participants") int maxParticipants,
    @OpenApiRequired String topology) {}
