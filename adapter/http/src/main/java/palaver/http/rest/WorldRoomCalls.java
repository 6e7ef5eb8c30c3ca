// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.http.access.Caller;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.RoomChangeRequest;
import palaver.http.json.RoomRequest;
import palaver.http.json.WorldAnswer;
import palaver.http.json.WorldLimits;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.Topology;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

/// The rooms of a world as admins add, change and remove them. Nobody is ever sent away by it.
final class WorldRoomCalls {
  private static final String NAME_FIELD = "room_name";
  private static final String MAX_FIELD = "max_participants";
  private static final String TOPOLOGY_FIELD = "topology";
  private static final int PARTICIPANTS_MAX = 10;
  private static final WorldLimits LIMITS = WorldCalls.LIMITS;

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final WorldDesk desk;
  private final int bodyBytesMax;

  WorldRoomCalls(
      Doorman doorman, RoomsClient rooms, WorldRecords worlds, WorldDesk desk, int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.worlds = worlds;
    this.desk = desk;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/worlds/{world}/rooms",
      methods = HttpMethod.POST,
      operationId = "addRoom",
      summary = "Add a room to a world",
      description = "It is there at once, behind the others. A mesh has place for five at most.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "world", required = true, description = "The world"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = RoomRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The world with its new room",
            content = @OpenApiContent(from = WorldAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void add(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    Fields fields = Fields.of(context, bodyBytesMax);
    RoomRequest request =
        new RoomRequest(
            fields.id("room_id"),
            fields.name(NAME_FIELD),
            participantsMax(fields.optionalCount(MAX_FIELD)),
            fields.optionalId(TOPOLOGY_FIELD));
    HostedWorld.HostedRoom room = room(request);
    HostedWorld before = worlds.find(world).orElseThrow(WorldDesk::noWorld);
    if (before.rooms().size() >= LIMITS.roomsMax()) {
      throw new RefusedException(
          ErrorCode.TOO_MANY, "A world has " + LIMITS.roomsMax() + " rooms at most.");
    }
    HostedWorld now =
        rooms
            .stored(worlds.add(world, room))
            .orElseThrow(() ->
                new RefusedException(ErrorCode.NAME_TAKEN, "The world has a room of this id."));
    String what =
        WorldDesk.words(NAME_FIELD, room.roomName())
            + WorldDesk.words(MAX_FIELD, room.participantsMax())
            + WorldDesk.words(TOPOLOGY_FIELD, room.topology().wireName());
    desk.finish(
        context, new WorldDesk.Change(admin, "room.added", world, room.roomId(), what), now);
  }

  private static HostedWorld.HostedRoom room(RoomRequest request) {
    Topology topology = Objects.requireNonNullElse(topology(request.topology()), Topology.SFU);
    int usual = topology == Topology.MESH ? Topology.MESH_PARTICIPANTS_MAX : PARTICIPANTS_MAX;
    int places = Objects.requireNonNullElse(request.maxParticipants(), usual);
    HostedWorld.HostedRoom room =
        new HostedWorld.HostedRoom(request.roomId(), request.roomName(), places, true, topology);
    requireFit(room, null, null);
    return room;
  }

  @OpenApi(
      path = "/api/admin/worlds/{world}/rooms/{room_id}",
      methods = HttpMethod.PATCH,
      operationId = "changeRoom",
      summary = "Change the name, size or topology of a listed room",
      description =
          "The name holds at once, size and topology as soon as nobody is in the room: nobody is"
              + " sent away. A mesh has place for five at most.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {
        @OpenApiParam(name = "world", required = true, description = "The world"),
        @OpenApiParam(name = "room_id", required = true, description = "The room")
      },
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = RoomChangeRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The room's world as it is now",
            content = @OpenApiContent(from = WorldAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void change(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    RoomKey room = key(context);
    Fields fields = Fields.of(context, bodyBytesMax);
    RoomChangeRequest request =
        new RoomChangeRequest(
            fields.optionalName(NAME_FIELD),
            participantsMax(fields.optionalCount(MAX_FIELD)),
            fields.optionalId(TOPOLOGY_FIELD));
    Topology topology = topology(request.topology());
    WorldDesk.requireSomething(request.roomName(), request.maxParticipants(), topology);
    requireFit(stored(worlds.find(room.world()), room), request.maxParticipants(), topology);
    HostedWorld now =
        rooms
            .stored(
                worlds.change(
                    room,
                    new WorldChange.OfRoom(
                        request.roomName(), request.maxParticipants(), topology)))
            .orElseThrow(WorldRoomCalls::noRoom);
    String what =
        WorldDesk.words(NAME_FIELD, request.roomName())
            + WorldDesk.words(MAX_FIELD, request.maxParticipants())
            + WorldDesk.words(TOPOLOGY_FIELD, request.topology());
    desk.finish(
        context,
        new WorldDesk.Change(admin, "room.changed", room.world(), room.roomId(), what),
        now);
  }

  @OpenApi(
      path = "/api/admin/worlds/{world}/rooms/{room_id}",
      methods = HttpMethod.DELETE,
      operationId = "removeRoom",
      summary = "Remove a room",
      description =
          "Nobody new can come; those who are there may stay, and the room is gone when the last one"
              + " leaves. What went on in it stays in the history.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {
        @OpenApiParam(name = "world", required = true, description = "The world"),
        @OpenApiParam(name = "room_id", required = true, description = "The room")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The world without the room",
            content = @OpenApiContent(from = WorldAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void remove(Context context) {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    RoomKey room = key(context);
    HostedWorld now = rooms.stored(worlds.remove(room)).orElseThrow(WorldRoomCalls::noRoom);
    desk.finish(
        context, new WorldDesk.Change(admin, "room.removed", room.world(), room.roomId(), ""), now);
  }

  private static RoomKey key(Context context) {
    return new RoomKey(
        Fields.checkedId("world", context.pathParam("world")),
        Fields.checkedId("room_id", context.pathParam("room_id")));
  }

  private static @Nullable Integer participantsMax(@Nullable Long count) {
    if (count == null) {
      return null;
    }
    if (count < LIMITS.maxParticipantsMin() || count > LIMITS.maxParticipantsMax()) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST,
          "'"
              + MAX_FIELD
              + "' is "
              + LIMITS.maxParticipantsMin()
              + " to "
              + LIMITS.maxParticipantsMax()
              + ".");
    }
    return count.intValue();
  }

  private static @Nullable Topology topology(@Nullable String wireName) {
    Topology topology = wireName == null ? null : Topology.of(wireName);
    if (wireName != null && topology == null) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "'" + TOPOLOGY_FIELD + "' is sfu or mesh.");
    }
    return topology;
  }

  /// Whatever is changed: a mesh is small.
  private static void requireFit(
      HostedWorld.HostedRoom now, @Nullable Integer max, @Nullable Topology topology) {
    Topology then = topology == null ? now.topology() : topology;
    int places = max == null ? now.participantsMax() : max;
    if (then == Topology.MESH && places > Topology.MESH_PARTICIPANTS_MAX) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST,
          "A mesh has place for " + Topology.MESH_PARTICIPANTS_MAX + " people at most.");
    }
  }

  private static HostedWorld.HostedRoom stored(Optional<HostedWorld> world, RoomKey key) {
    return world.stream()
        .flatMap(each -> each.rooms().stream())
        .filter(each -> each.roomId().equals(key.roomId()))
        .findFirst()
        .orElseThrow(WorldRoomCalls::noRoom);
  }

  private static RefusedException noRoom() {
    return new RefusedException(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
  }
}
