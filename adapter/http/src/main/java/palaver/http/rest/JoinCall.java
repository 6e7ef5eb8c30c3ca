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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.access.NetworkMarks;
import palaver.http.access.RateLimit;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.JoinAnswer;
import palaver.http.json.JoinRequest;
import palaver.http.json.JoinedParticipant;
import palaver.http.monitor.RequestIds;
import palaver.http.monitor.SessionTrail;
import palaver.http.signal.Reply;
import palaver.identity.Permission;
import palaver.identity.Scope;
import palaver.rooms.Answer;
import palaver.rooms.EndReason;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.SessionRecords;
import palaver.rooms.Standing;
import palaver.rooms.world.WorldRecords;

/// `POST /api/voice/join`: token, rights, fields, store, seat, row, in this order. Whatever fails
/// after the seat gives it back.
final class JoinCall {
  static final String SIGNALING_URL = "/api/voice/signal";

  private final Doorman doorman;
  private final RoomsClient rooms;
  private final SessionRecords records;
  private final WorldRecords worlds;
  private final NetworkMarks marks;
  private final SessionTrail trail;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  JoinCall(
      Doorman doorman,
      RoomsClient rooms,
      SessionRecords records,
      WorldRecords worlds,
      NetworkMarks marks,
      SessionTrail trail,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.records = records;
    this.worlds = worlds;
    this.marks = marks;
    this.trail = trail;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/voice/join",
      methods = HttpMethod.POST,
      operationId = "join",
      summary = "Take a seat in a room",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = JoinRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The seat, and how to open its signaling",
            content = @OpenApiContent(from = JoinAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why there is no seat",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) throws IOException {
    Caller caller = doorman.callerOrKey(context, Scope.VOICE);
    JoinRequest request = read(Fields.of(context, bodyBytesMax));
    requireRights(caller, request);
    requireRate(context, caller);
    if (!rooms.stored(records.writable())) {
      throw RoomsClient.storeUnavailable();
    }
    String mark = marks.of(doorman.address(context), caller, request.world());
    Answer.Admitted seat = reserve(caller, request, mark);
    trail.follow(seat.session(), RequestIds.of(context));
    confirm(seat, request);
    Answers.send(context, 200, answer(seat, "Joined"));
  }

  private static JoinRequest read(Fields fields) {
    return new JoinRequest(
        fields.id("room_id"), fields.id("user_id"), fields.name("username"), fields.id("world"));
  }

  private void requireRights(Caller caller, JoinRequest request) {
    if (!caller.actsFor(request.userId())) {
      throw new RefusedException(
          ErrorCode.USER_MISMATCH, "This ticket belongs to another 'user_id'.");
    }
    if (!caller.mayEnter(request.world(), request.roomId())) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This token is for another room.");
    }
    rooms.requireOpen(caller, request.world(), worlds.openToGuests(request.world()));
  }

  /// Programs join many people; their keys have a limit of their own.
  private void requireRate(Context context, Caller caller) {
    String subject = caller.subject();
    if (subject == null) {
      return;
    }
    doorman.charge(RateLimit.JOINS, subject);
    if (caller instanceof Caller.Guest) {
      doorman.charge(RateLimit.GUEST_JOINS, doorman.address(context));
    }
  }

  private Answer.Admitted reserve(Caller caller, JoinRequest request, @Nullable String mark) {
    CompletableFuture<Reply> asked =
        rooms.ask(number ->
            new RoomsCommand.Join(
                number,
                request.world(),
                request.roomId(),
                request.userId(),
                request.username(),
                mayOpen(caller),
                mark,
                false,
                standing(caller)));
    try {
      if (rooms.await(asked).answer() instanceof Answer.Admitted seat) {
        return seat;
      }
    } catch (RefusedException refused) {
      // When it was only late, the seat must not stay reserved.
      var _ = asked.thenAccept(this::abandonLate);
      throw refused;
    }
    throw new IllegalStateException("a join is answered by a seat or a refusal");
  }

  private static Standing standing(Caller caller) {
    return caller instanceof Caller.Account account
        ? new Standing(
            account.role().id(), account.permissions().stream().map(Permission::id).toList())
        : Standing.GUEST;
  }

  /// Whether the caller may enter a room that is not listed: programs may, and those whom they sent
  /// to it.
  private static boolean mayOpen(Caller caller) {
    return switch (caller) {
      case Caller.ServerKey _ -> true;
      case Caller.Participant participant -> participant.roomId() != null;
      case Caller.Guest _, Caller.Account _ -> false;
    };
  }

  private void abandonLate(Reply late) {
    if (late.answer() instanceof Answer.Admitted seat) {
      rooms.tell(new RoomsCommand.Abandon(seat.session()));
    }
  }

  private void confirm(Answer.Admitted seat, JoinRequest request) {
    Instant joinedAt = wallClock.instant();
    SessionRecord row =
        SessionRecord.opened(
            seat.session(), seat.room(), request.userId(), request.username(), joinedAt);
    CompletableFuture<Boolean> inserted = records.insert(row);
    try {
      CompletableFuture<Void> user =
          records.userSeen(request.userId(), request.username(), joinedAt);
      if (!rooms.stored(inserted)) {
        throw new IllegalStateException("a fresh session id was in the store already");
      }
      rooms.stored(user);
      if (!rooms.tell(new RoomsCommand.Confirm(seat.session()))) {
        throw new RefusedException(ErrorCode.OVERLOADED, "The server cannot take this now.");
      }
    } catch (RuntimeException failure) {
      rooms.tell(new RoomsCommand.Abandon(seat.session()));
      trail.forget(seat.session());
      // The row may be written yet, or late: it ends as soon as it is there.
      var _ = inserted.thenAccept(fresh -> closeRow(row, fresh));
      throw failure;
    }
  }

  private void closeRow(SessionRecord row, boolean fresh) {
    if (fresh) {
      var _ =
          records.end(
              row.session(), new SessionEnd(wallClock.instant(), 0, 0, EndReason.JOINED_TOO_LATE));
    }
  }

  static JoinAnswer answer(Answer.Admitted seat, String message) {
    return new JoinAnswer(
        true,
        seat.session().value(),
        seat.participants().size(),
        seat.participantsMax(),
        seat.participants().stream().map(JoinedParticipant::of).toList(),
        message,
        SIGNALING_URL,
        seat.ticket(),
        List.of(),
        seat.topology().wireName(),
        seat.slots());
  }
}
