// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import palaver.rooms.world.HostedWorld;

/// One room of a world as those who run the server see it.
public record WorldRoomEntry(
    @OpenApiRequired @OpenApiName("room_id") String roomId,
    @OpenApiRequired @OpenApiName("room_name") String roomName,
    @OpenApiName("max_participants") int maxParticipants,
    boolean listed,
    @OpenApiRequired String topology) {

  static WorldRoomEntry of(HostedWorld.HostedRoom room) {
    return new WorldRoomEntry(
        room.roomId(),
        room.roomName(),
        room.participantsMax(),
        room.listed(),
        room.topology().wireName());
  }
}
