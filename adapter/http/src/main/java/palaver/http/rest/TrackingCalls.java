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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.http.access.Caller;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.TrackingAnswer;
import palaver.http.json.TrackingEnd;
import palaver.http.json.TrackingStart;
import palaver.http.json.Wire;
import palaver.http.signal.Reply;
import palaver.identity.Scope;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.SessionRecords;

/// `POST /api/admin/voice-session/start` and `/end`: a client's own notes about its session, both
/// idempotent. The server measures for itself, so the notes change nothing that it knows better.
final class TrackingCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final SessionRecords records;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  TrackingCalls(
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
      path = "/api/admin/voice-session/start",
      methods = HttpMethod.POST,
      operationId = "startTracking",
      summary = "Note the start of a session",
      tags = "tracking",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = TrackingStart.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Noted",
            content = @OpenApiContent(from = TrackingAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing was noted",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void start(Context context) throws IOException {
    Caller caller = doorman.callerOrKey(context, Scope.TRACKING);
    Fields fields = Fields.of(context, bodyBytesMax);
    TrackingStart start =
        new TrackingStart(
            fields.id("session_id"),
            fields.id("room_id"),
            fields.id("user_id"),
            fields.name("username"),
            fields.id("world"),
            fields.optionalText("joined_at"));
    requireOwn(caller, start.userId());
    SessionId session = new SessionId(start.sessionId());
    Optional<SessionRecord> row = rooms.stored(records.find(session));
    if (row.isPresent()) {
      requireOwn(caller, row.get().userId());
    } else if (caller instanceof Caller.ServerKey) {
      insert(session, start);
    } else {
      throw notFound();
    }
    answer(context, session, "Session start noted");
  }

  /// A session that this server did not open: only its key may bring one.
  private void insert(SessionId session, TrackingStart start) {
    Instant now = wallClock.instant();
    RoomKey room = new RoomKey(start.world(), start.roomId());
    rooms.stored(
        records.insert(SessionRecord.opened(session, room, start.userId(), start.username(), now)));
    rooms.stored(records.userSeen(start.userId(), start.username(), now));
  }

  @OpenApi(
      path = "/api/admin/voice-session/end",
      methods = HttpMethod.POST,
      operationId = "endTracking",
      summary = "Note the end of a session",
      tags = "tracking",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = TrackingEnd.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Noted",
            content = @OpenApiContent(from = TrackingAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why nothing was noted",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void end(Context context) throws IOException {
    Caller caller = doorman.callerOrKey(context, Scope.TRACKING);
    Fields fields = Fields.of(context, bodyBytesMax);
    TrackingEnd end =
        new TrackingEnd(
            fields.id("session_id"),
            fields.optionalId("room_id"),
            fields.optionalId("user_id"),
            fields.optionalText("left_at"),
            fields.optionalCount("duration_seconds"),
            fields.optionalCount("speaking_seconds"));
    SessionId session = new SessionId(end.sessionId());
    if (!endedInRooms(caller, session)) {
      endRow(caller, session, end);
    }
    answer(context, session, "Session end noted");
  }

  private boolean endedInRooms(Caller caller, SessionId session) {
    try {
      Reply reply =
          rooms.await(
              rooms.ask(request -> new RoomsCommand.Leave(request, session, caller.subject())));
      if (reply.ending() != null) {
        var _ = rooms.settled(reply.ending().stored());
      }
      return true;
    } catch (RefusedException refused) {
      if (refused.code() != ErrorCode.SESSION_NOT_FOUND) {
        throw refused;
      }
      return false;
    }
  }

  /// Ends the row of a session that is in no room, unless it has ended before.
  private void endRow(Caller caller, SessionId session, TrackingEnd end) {
    SessionRecord row = rooms.stored(records.find(session)).orElseThrow(TrackingCalls::notFound);
    requireOwn(caller, row.userId());
    if (row.end() == null) {
      Instant now = wallClock.instant();
      long durationSeconds = Math.max(0, Duration.between(row.joinedAt(), now).toSeconds());
      long said = end.speakingSeconds() == null ? 0 : end.speakingSeconds();
      long speakingSeconds = Math.min(said, durationSeconds);
      rooms.stored(
          records.end(
              session, new SessionEnd(now, durationSeconds, speakingSeconds, EndReason.LEFT)));
    }
  }

  private void answer(Context context, SessionId session, String message) {
    String now = Wire.iso(wallClock.instant());
    Answers.send(context, 200, new TrackingAnswer(true, session.value(), message, now));
  }

  private static void requireOwn(Caller caller, String userId) {
    if (!caller.actsFor(userId)) {
      throw new RefusedException(ErrorCode.USER_MISMATCH, "This session is of another 'user_id'.");
    }
  }

  private static RefusedException notFound() {
    return new RefusedException(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
  }
}
