// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiParam;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.util.List;
import palaver.base.RoomKey;
import palaver.http.access.Caller;
import palaver.http.access.NetworkMarks;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.PresentAnswer;
import palaver.http.json.PresentPerson;
import palaver.http.json.RoomEntry;
import palaver.http.json.RoomsAnswer;
import palaver.http.live.LiveFeed;
import palaver.http.signal.Reply;
import palaver.identity.Scope;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.Subject;
import palaver.rooms.world.WorldRecords;

/// `GET /api/voice/rooms/{world}`: the rooms of a world and how many people are in each; with
/// `/{room_id}` who they are, for those who may join them.
final class RoomsCall {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final NetworkMarks marks;
  private final LiveFeed live;

  RoomsCall(
      Doorman doorman, RoomsClient rooms, WorldRecords worlds, NetworkMarks marks, LiveFeed live) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.worlds = worlds;
    this.marks = marks;
    this.live = live;
  }

  @OpenApi(
      path = "/api/voice/rooms/{world}",
      methods = HttpMethod.GET,
      operationId = "listRooms",
      summary = "List the rooms of a world",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "world", required = true, description = "The world"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The rooms",
            content = @OpenApiContent(from = RoomsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why there is no list",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) {
    Caller caller = doorman.callerOrKey(context, Scope.VOICE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    if (!caller.maySee(world)) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This token is for another world.");
    }
    rooms.requireOpen(caller, world, worlds.openToGuests(world));
    boolean unlisted = caller instanceof Caller.ServerKey;
    Reply reply =
        rooms.await(rooms.ask(request -> new RoomsCommand.ListRooms(request, world, unlisted)));
    if (!(reply.answer() instanceof Answer.Rooms list)) {
      throw new IllegalStateException("a list is answered by rooms or a refusal");
    }
    List<RoomEntry> entries = list.rooms().stream().map(RoomsCall::entry).toList();
    Answers.send(context, 200, new RoomsAnswer(true, entries));
  }

  @OpenApi(
      path = "/api/voice/rooms/{world}/{room_id}",
      methods = HttpMethod.GET,
      operationId = "whoIsHere",
      summary = "Who is in a room",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {
        @OpenApiParam(name = "world", required = true, description = "The world"),
        @OpenApiParam(name = "room_id", required = true, description = "The room")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The people who talk there now; nobody in a room that is not open",
            content = @OpenApiContent(from = PresentAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why they are not told",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void present(Context context) {
    Caller caller = doorman.callerOrKey(context, Scope.VOICE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    String roomId = Fields.checkedId("room_id", context.pathParam("room_id"));
    if (!caller.mayEnter(world, roomId)) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This token is for another room.");
    }
    rooms.requireOpen(caller, world, worlds.openToGuests(world));
    String subject = caller.subject();
    if (subject != null) {
      String mark = marks.of(doorman.address(context), caller, world);
      Subject who = new Subject(subject, mark);
      RoomKey room = new RoomKey(world, roomId);
      rooms.await(rooms.ask(number -> new RoomsCommand.Knock(number, room, who)));
    }
    List<PresentPerson> people =
        live.calls(world).stream()
            .filter(call -> call.room().roomId().equals(roomId))
            .flatMap(call -> call.participants().stream())
            .map(each -> new PresentPerson(each.userId(), each.username()))
            .toList();
    Answers.send(context, 200, new PresentAnswer(true, people));
  }

  private static RoomEntry entry(Answer.RoomSummary room) {
    return new RoomEntry(
        room.roomId(),
        room.roomName(),
        room.participantCount(),
        room.participantsMax(),
        room.topology().wireName());
  }
}
