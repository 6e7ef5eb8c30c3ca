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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import palaver.http.access.Caller;
import palaver.http.json.CallEntry;
import palaver.http.json.CallParticipant;
import palaver.http.json.CallsAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.JoinAnswer;
import palaver.http.json.ObserveRequest;
import palaver.http.json.Wire;
import palaver.http.live.LiveCall;
import palaver.http.live.LiveFeed;
import palaver.http.monitor.RequestIds;
import palaver.http.monitor.SessionTrail;
import palaver.http.signal.Reply;
import palaver.identity.Permission;
import palaver.rooms.Answer;
import palaver.rooms.RoomsCommand;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditTrail;

/// The calls that go on, and listening in one of them.
final class CallCalls {
  private final Doorman doorman;
  private final RoomsClient rooms;
  private final LiveFeed live;
  private final AuditTrail audit;
  private final SessionTrail trail;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  CallCalls(
      Doorman doorman,
      RoomsClient rooms,
      LiveFeed live,
      AuditTrail audit,
      SessionTrail trail,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.rooms = rooms;
    this.live = live;
    this.audit = audit;
    this.trail = trail;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/voice-calls/{world}",
      methods = HttpMethod.GET,
      operationId = "listCalls",
      summary = "The calls that go on",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "world", required = true, description = "The world")},
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The calls",
            content = @OpenApiContent(from = CallsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.CALLS_READ);
    String world = Fields.checkedId("world", context.pathParam("world"));
    Instant now = wallClock.instant();
    Answers.send(
        context,
        200,
        new CallsAnswer(true, live.calls(world).stream().map(call -> entry(call, now)).toList()));
  }

  private static CallEntry entry(LiveCall call, Instant now) {
    return new CallEntry(
        call.room().roomId(),
        call.roomName(),
        call.participants().size(),
        people(call.participants()),
        people(call.observers()),
        Wire.iso(call.startedAt()),
        Math.max(0, Duration.between(call.startedAt(), now).toSeconds()));
  }

  private static List<CallParticipant> people(List<LiveCall.Person> people) {
    return people.stream()
        .map(each -> new CallParticipant(each.userId(), each.username(), each.speaking()))
        .toList();
  }

  @OpenApi(
      path = "/api/admin/observe",
      methods = HttpMethod.POST,
      operationId = "observe",
      summary = "Listen in a room, shown to everybody in it",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ObserveRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The seat, and how to open its signaling",
            content = @OpenApiContent(from = JoinAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void observe(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.OBSERVE);
    Fields fields = Fields.of(context, bodyBytesMax);
    ObserveRequest request = new ObserveRequest(fields.id("world"), fields.id("room_id"));
    Answer.Admitted seat = reserve(admin, request);
    trail.follow(seat.session(), RequestIds.of(context));
    try {
      // Nobody listens unless it is written down first.
      rooms.stored(audit.note(noted(admin, request, seat)));
    } catch (RefusedException failure) {
      abandon(seat);
      throw failure;
    }
    if (!rooms.tell(new RoomsCommand.Confirm(seat.session()))) {
      abandon(seat);
      throw RoomsClient.overloaded();
    }
    Answers.send(context, 200, JoinCall.answer(seat, "Listening"));
  }

  private void abandon(Answer.Admitted seat) {
    rooms.tell(new RoomsCommand.Abandon(seat.session()));
    trail.forget(seat.session());
  }

  private Answer.Admitted reserve(Caller.Account admin, ObserveRequest request) {
    CompletableFuture<Reply> asked =
        rooms.ask(number ->
            new RoomsCommand.Join(
                number,
                request.world(),
                request.roomId(),
                admin.name(),
                admin.name(),
                true,
                null,
                true));
    if (rooms.await(asked).answer() instanceof Answer.Admitted seat) {
      return seat;
    }
    throw new IllegalStateException("a join is answered by a seat or a refusal");
  }

  private AuditNote noted(Caller.Account admin, ObserveRequest request, Answer.Admitted seat) {
    return new AuditNote(
        wallClock.instant(),
        "observe",
        request.world(),
        request.roomId(),
        seat.session().value(),
        admin.name(),
        null,
        null);
  }
}
