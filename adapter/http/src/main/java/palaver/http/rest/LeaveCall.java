// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import io.javalin.openapi.OpenApiSecurity;
import java.io.IOException;
import java.time.InstantSource;
import palaver.base.SessionId;
import palaver.http.access.Caller;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.LeaveAnswer;
import palaver.http.json.LeaveRequest;
import palaver.http.json.Wire;
import palaver.http.signal.Reply;
import palaver.identity.Scope;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.SessionRecords;

/// `POST /api/voice/leave`: by token, or by the signaling ticket in the body when a page goes away.
/// A session that has ended already answers with the figures of its end.
final class LeaveCall {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final SessionRecords records;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  LeaveCall(
      Doorman doorman,
      RoomsClient rooms,
      SessionRecords records,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.records = records;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/voice/leave",
      methods = HttpMethod.POST,
      operationId = "leave",
      summary = "Leave a room",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = LeaveRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The measured end",
            content = @OpenApiContent(from = LeaveAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing ended",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) throws IOException {
    boolean byToken = Doorman.authorization(context) != null;
    Caller caller = byToken ? doorman.callerOrKey(context, Scope.VOICE) : null;
    Fields fields = Fields.of(context, bodyBytesMax);
    if (caller == null && fields.optionalText("ticket") == null) {
      throw new RefusedException(
          ErrorCode.UNAUTHORIZED, "This call needs a valid token, or the session's ticket.");
    }
    LeaveRequest request = new LeaveRequest(fields.id("session_id"), fields.optionalText("ticket"));
    SessionId session = new SessionId(request.sessionId());
    Ended ended =
        caller == null
            ? leaveByTicket(session, String.valueOf(request.ticket()))
            : leave(caller, session);
    Answers.send(context, 200, answer(session, ended));
  }

  /// Ends `session` for `caller`, or finds out how it ended before.
  private Ended leave(Caller caller, SessionId session) {
    try {
      return ended(
          rooms.await(
              rooms.ask(request -> new RoomsCommand.Leave(request, session, caller.subject()))));
    } catch (RefusedException refused) {
      if (refused.code() != ErrorCode.SESSION_NOT_FOUND) {
        throw refused;
      }
      return endedBefore(caller, session, refused);
    }
  }

  private Ended leaveByTicket(SessionId session, String ticket) {
    return ended(
        rooms.await(
            rooms.ask(request -> new RoomsCommand.LeaveByTicket(request, session, ticket))));
  }

  private Ended endedBefore(Caller caller, SessionId session, RefusedException notFound) {
    SessionEnd end =
        rooms
            .stored(records.find(session))
            .filter(row -> caller.actsFor(row.userId()))
            .map(SessionRecord::end)
            .orElse(null);
    if (end == null) {
      throw notFound;
    }
    return new Ended(end, true);
  }

  /// The end that the rooms measured. It is answered when it is durable; a store that fails here
  /// keeps nobody in a room.
  private Ended ended(Reply reply) {
    Reply.Ending ending = reply.ending();
    if (ending == null) {
      throw new IllegalStateException("a leave tells of the end that it made");
    }
    return new Ended(ending.end(), rooms.settled(ending.stored()));
  }

  /// @param persisted whether it is in the store by now
  private record Ended(SessionEnd end, boolean persisted) {}

  private LeaveAnswer answer(SessionId session, Ended ended) {
    SessionEnd end = ended.end();
    return new LeaveAnswer(
        true,
        session.value(),
        end.durationSeconds(),
        Wire.iso(end.leftAt()),
        ended.persisted(),
        "Left",
        Wire.iso(wallClock.instant()));
  }
}
