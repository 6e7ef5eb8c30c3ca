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
import java.util.List;
import palaver.http.access.Caller;
import palaver.http.json.DoneAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.http.json.WorldAnswer;
import palaver.http.json.WorldChangeRequest;
import palaver.http.json.WorldEntry;
import palaver.http.json.WorldLimits;
import palaver.http.json.WorldRequest;
import palaver.http.json.WorldsAnswer;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

/// The worlds and their rooms: moderators see them, admins add, change and remove them. A change is
/// stored first, then it holds.
final class WorldCalls {
  static final WorldLimits LIMITS = new WorldLimits(2, 200, Fields.NAME_CHARS_MAX, 50, 100);

  private static final String GUESTS_FIELD = "open_to_guests";
  private static final String NETWORK_FIELD = "network_bans";

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final WorldDesk desk;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  WorldCalls(
      Doorman doorman,
      RoomsClient rooms,
      WorldRecords worlds,
      WorldDesk desk,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.worlds = worlds;
    this.desk = desk;
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
            fields.optionalBoolean(GUESTS_FIELD), fields.optionalBoolean(NETWORK_FIELD));
    WorldDesk.requireSomething(request.openToGuests(), request.networkBans(), null);
    HostedWorld now =
        rooms
            .stored(
                worlds.change(
                    world, new WorldChange(request.openToGuests(), request.networkBans())))
            .orElseThrow(WorldDesk::noWorld);
    String what =
        WorldDesk.words(GUESTS_FIELD, request.openToGuests())
            + WorldDesk.words(NETWORK_FIELD, request.networkBans());
    desk.finish(context, new WorldDesk.Change(admin, "world.changed", world, null, what), now);
  }

  @OpenApi(
      path = "/api/admin/worlds",
      methods = HttpMethod.POST,
      operationId = "addWorld",
      summary = "Add a world",
      description = "It is there at once, behind the others and without rooms.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = WorldRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The new world",
            content = @OpenApiContent(from = WorldAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void add(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    Fields fields = Fields.of(context, bodyBytesMax);
    WorldRequest request =
        new WorldRequest(
            fields.id("world"),
            fields.optionalBoolean(GUESTS_FIELD),
            fields.optionalBoolean(NETWORK_FIELD));
    HostedWorld world =
        new HostedWorld(
            request.world(),
            !Boolean.FALSE.equals(request.openToGuests()),
            !Boolean.FALSE.equals(request.networkBans()),
            List.of());
    if (worlds.all().size() >= LIMITS.worldsMax()) {
      throw new RefusedException(
          ErrorCode.TOO_MANY, "A server has " + LIMITS.worldsMax() + " worlds at most.");
    }
    HostedWorld now =
        rooms
            .stored(worlds.add(world))
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NAME_TAKEN, "There is a world of this name."));
    String what =
        WorldDesk.words(GUESTS_FIELD, world.openToGuests())
            + WorldDesk.words(NETWORK_FIELD, world.networkBans());
    desk.finish(
        context, new WorldDesk.Change(admin, "world.added", world.world(), null, what), now);
  }

  @OpenApi(
      path = "/api/admin/worlds/{world}",
      methods = HttpMethod.DELETE,
      operationId = "removeWorld",
      summary = "Remove a world and its rooms",
      description =
          "Nobody new can come; those who are there may stay. What went on in it stays in the"
              + " history, and sanctions hold again when the world is added again. The last world stays.",
      tags = "worlds",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "world", required = true, description = "The world"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "It is removed",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing changed",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void remove(Context context) {
    Caller.Account admin = doorman.require(context, Permission.SETTINGS_CHANGE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    if (!rooms.stored(worlds.remove(world))) {
      throw worlds.find(world).isPresent()
          ? new RefusedException(ErrorCode.LAST_WORLD, "A server has one world at least.")
          : WorldDesk.noWorld();
    }
    Instant at = desk.settle(new WorldDesk.Change(admin, "world.removed", world, null, ""));
    Answers.send(context, 200, new DoneAnswer(true, "Removed", Wire.iso(at)));
  }
}
