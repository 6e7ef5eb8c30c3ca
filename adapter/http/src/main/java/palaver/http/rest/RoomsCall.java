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
import palaver.http.access.Caller;
import palaver.http.access.GuestWorlds;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.RoomEntry;
import palaver.http.json.RoomsAnswer;
import palaver.http.signal.Reply;
import palaver.identity.Scope;
import palaver.rooms.Answer;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;

/// `GET /api/voice/rooms/{world}`: the rooms of a world and how many people are in each.
final class RoomsCall {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final GuestWorlds guestWorlds;

  RoomsCall(Doorman doorman, RoomsClient rooms, GuestWorlds guestWorlds) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.guestWorlds = guestWorlds;
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
    rooms.requireOpen(caller, world, guestWorlds.openToGuests(world));
    boolean unlisted = caller instanceof Caller.ServerKey;
    Reply reply =
        rooms.await(rooms.ask(request -> new RoomsCommand.ListRooms(request, world, unlisted)));
    if (!(reply.answer() instanceof Answer.Rooms list)) {
      throw new IllegalStateException("a list is answered by rooms or a refusal");
    }
    List<RoomEntry> entries = list.rooms().stream().map(RoomsCall::entry).toList();
    Answers.send(context, 200, new RoomsAnswer(true, entries));
  }

  private static RoomEntry entry(Answer.RoomSummary room) {
    return new RoomEntry(
        room.roomId(), room.roomName(), room.participantCount(), room.participantsMax());
  }
}
