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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.http.access.Caller;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.RoomChangeRequest;
import palaver.http.json.Wire;
import palaver.http.json.WorldAnswer;
import palaver.http.json.WorldChangeRequest;
import palaver.http.json.WorldEntry;
import palaver.http.json.WorldLimits;
import palaver.http.json.WorldsAnswer;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.Topology;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditTrail;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

/// The worlds and their rooms: moderators see them, admins change them. A change is stored first,
/// then it holds.
final class WorldCalls {
  private static final String MAX_FIELD = "max_participants";
  private static final String TOPOLOGY_FIELD = "topology";
  private static final WorldLimits LIMITS = new WorldLimits(2, 200, Fields.NAME_CHARS_MAX);

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final AuditTrail audit;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  WorldCalls(
      Doorman doorman,
      RoomsClient rooms,
      WorldRecords worlds,
      AuditTrail audit,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.worlds = worlds;
    this.audit = audit;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/worlds",
      methods = HttpMethod.GET,
      operationId = "listWorlds",
      summary = "The worlds and their rooms",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Every world, and within which bounds it can be changed",
            content = @OpenApiContent(from = WorldsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    Answers.send(
        context,
        200,
        new WorldsAnswer(
            true,
            worlds.all().stream().map(WorldEntry::of).toList(),
            LIMITS,
            Wire.iso(wallClock.instant())));
  }

  @OpenApi(
      path = "/api/admin/worlds/{world}",
      methods = HttpMethod.PATCH,
      operationId = "changeWorld",
      summary = "Change who may come to a world",
      description =
          "Without `open_to_guests` guests can no longer come; those who are there stay. Without"
              + " `network_bans` sanctions on guests hold for them alone.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "world", required = true, description = "The world"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = WorldChangeRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The world as it is now",
            content = @OpenApiContent(from = WorldAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void change(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    Fields fields = Fields.of(context, bodyBytesMax);
    WorldChangeRequest request =
        new WorldChangeRequest(
            fields.optionalBoolean("open_to_guests"), fields.optionalBoolean("network_bans"));
    requireSomething(request.openToGuests(), request.networkBans(), null);
    HostedWorld now =
        rooms
            .stored(
                worlds.change(
                    world, new WorldChange(request.openToGuests(), request.networkBans())))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.WORLD_NOT_FOUND, "There is no such world."));
    String what =
        words("open_to_guests", request.openToGuests())
            + words("network_bans", request.networkBans());
    answer(context, now, noted(admin, "world.changed", world, null, what));
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
  void changeRoom(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    RoomKey room =
        new RoomKey(
            Fields.checkedId("world", context.pathParam("world")),
            Fields.checkedId("room_id", context.pathParam("room_id")));
    Fields fields = Fields.of(context, bodyBytesMax);
    RoomChangeRequest request =
        new RoomChangeRequest(
            fields.optionalName("room_name"),
            participantsMax(fields.optionalCount(MAX_FIELD)),
            fields.optionalId(TOPOLOGY_FIELD));
    Topology topology = topology(request.topology());
    requireSomething(request.roomName(), request.maxParticipants(), topology);
    requireFit(stored(worlds.find(room.world()), room), request.maxParticipants(), topology);
    HostedWorld now =
        rooms
            .stored(
                worlds.change(
                    room,
                    new WorldChange.OfRoom(
                        request.roomName(), request.maxParticipants(), topology)))
            .orElseThrow(WorldCalls::noRoom);
    tellRooms(room, now);
    String what =
        words("room_name", request.roomName())
            + words(MAX_FIELD, request.maxParticipants())
            + words(TOPOLOGY_FIELD, request.topology());
    answer(context, now, noted(admin, "room.changed", room.world(), room.roomId(), what));
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
        .orElseThrow(WorldCalls::noRoom);
  }

  private static void requireSomething(
      @Nullable Object one, @Nullable Object other, @Nullable Object third) {
    if (one == null && other == null && third == null) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "Nothing is to be changed.");
    }
  }

  /// The rooms that run take it over; when they cannot, it holds from the next start on, or when
  /// the call is made again.
  private void tellRooms(RoomKey key, HostedWorld now) {
    HostedWorld.HostedRoom room = stored(Optional.of(now), key);
    if (!rooms.tell(
        new RoomsCommand.ChangeRoom(
            key, room.roomName(), room.participantsMax(), room.topology()))) {
      throw RoomsClient.overloaded();
    }
  }

  private static RefusedException noRoom() {
    return new RefusedException(ErrorCode.ROOM_NOT_FOUND, "There is no such room.");
  }

  private static String words(String field, @Nullable Object value) {
    return value == null ? "" : field + "=" + value + " ";
  }

  /// Notes it in the audit log, and answers when it was.
  private Instant noted(
      Caller.Account admin, String action, String world, @Nullable String roomId, String what) {
    Instant at = wallClock.instant();
    rooms.settled(
        audit.note(
            new AuditNote(at, action, world, roomId, null, admin.name(), null, what.strip())));
    return at;
  }

  private static void answer(Context context, HostedWorld now, Instant at) {
    Answers.send(context, 200, new WorldAnswer(true, WorldEntry.of(now), Wire.iso(at)));
  }
}
