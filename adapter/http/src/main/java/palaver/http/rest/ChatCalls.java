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
import palaver.http.json.ChatAnswer;
import palaver.http.json.ChatEntry;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.identity.Scope;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.Subject;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ChatRecords;
import palaver.rooms.moderation.ChatRecords.NumberedMessage;
import palaver.rooms.world.WorldRecords;

/// `GET /api/voice/chat/{world}/{room_id}`: what was written in a room, for whoever may enter it.
final class ChatCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final ChatRecords records;
  private final WorldRecords worlds;
  private final NetworkMarks marks;

  ChatCalls(
      Doorman doorman,
      RoomsClient rooms,
      ChatRecords records,
      WorldRecords worlds,
      NetworkMarks marks) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.records = records;
    this.worlds = worlds;
    this.marks = marks;
  }

  @OpenApi(
      path = "/api/voice/chat/{world}/{room_id}",
      methods = HttpMethod.GET,
      operationId = "chatHistory",
      summary = "What was written in a room, the newest first",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {
        @OpenApiParam(name = "world", required = true, description = "The world"),
        @OpenApiParam(name = "room_id", required = true, description = "The room")
      },
      queryParams = {
        @OpenApiParam(name = "limit", description = "At most so many, 1 to 200, usually 50"),
        @OpenApiParam(name = "before", description = "Only those before this id")
      },
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The messages",
            content = @OpenApiContent(from = ChatAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void history(Context context) {
    Caller caller = doorman.callerOrKey(context, Scope.VOICE);
    String world = Fields.checkedId("world", context.pathParam("world"));
    RoomKey room = new RoomKey(world, Fields.checkedId("room_id", context.pathParam("room_id")));
    if (!caller.mayEnter(world, room.roomId())) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This token is for another room.");
    }
    rooms.requireOpen(caller, world, worlds.openToGuests(world));
    String subject = caller.subject();
    if (subject != null) {
      Subject who = new Subject(subject, marks.of(doorman.address(context), caller, world));
      rooms.await(rooms.ask(number -> new RoomsCommand.Knock(number, room, who)));
    }
    int limit = Paging.limit(context);
    List<NumberedMessage> page = rooms.stored(records.page(room, Paging.before(context), limit));
    Answers.send(
        context,
        200,
        new ChatAnswer(
            true,
            page.stream().map(ChatCalls::entry).toList(),
            page.size() < limit ? null : page.getLast().number()));
  }

  private static ChatEntry entry(NumberedMessage numbered) {
    ChatMessage message = numbered.message();
    return new ChatEntry(
        numbered.number(),
        message.messageId(),
        message.userId(),
        message.username(),
        message.text(),
        Wire.iso(message.at()));
  }
}
