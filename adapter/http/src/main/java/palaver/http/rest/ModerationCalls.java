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
import palaver.http.access.Caller;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.ModerationAnswer;
import palaver.http.json.ModerationRequest;
import palaver.http.json.Wire;
import palaver.http.moderation.Act;
import palaver.http.moderation.Acts;
import palaver.identity.Permission;
import palaver.rooms.ErrorCode;

/// `POST /api/admin/moderation/...`: what moderators do to people and rooms. It takes effect first
/// and is stored then; a store in trouble makes the answer a 202.
final class ModerationCalls {
  private static final long SECONDS_MAX = Duration.ofDays(3660).toSeconds();
  private static final int REASON_CHARS_MAX = 500;

  private final Doorman doorman;
  private final Moderating moderating;
  private final int bodyBytesMax;

  ModerationCalls(Doorman doorman, Moderating moderating, int bodyBytesMax) {
    this.doorman = doorman;
    this.moderating = moderating;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/moderation/{action}",
      methods = HttpMethod.POST,
      operationId = "moderate",
      summary = "Mute, unmute, kick, warn, end_call, lock_room, unlock_room or remove_message",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = {@OpenApiParam(name = "action", required = true, description = "What to do")},
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ModerationRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Done and stored",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "202",
            description = "Done; it is stored as soon as the store can be written",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void moderate(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.SANCTION);
    Act act =
        Acts.named(context.pathParam("action"))
            .filter(found -> found.permission() == Permission.SANCTION)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no such action."));
    answer(context, act, admin);
  }

  @OpenApi(
      path = "/api/admin/moderation/ban",
      methods = HttpMethod.POST,
      operationId = "ban",
      summary = "Keep somebody out of a room or a world",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ModerationRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Done and stored",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "202",
            description = "Done; it is stored as soon as the store can be written",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void ban(Context context) throws IOException {
    answer(context, Acts.BAN, doorman.require(context, Permission.BAN));
  }

  @OpenApi(
      path = "/api/admin/moderation/unban",
      methods = HttpMethod.POST,
      operationId = "unban",
      summary = "Let somebody in again",
      tags = "moderation",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = ModerationRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Done and stored",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "202",
            description = "Done; it is stored as soon as the store can be written",
            content = @OpenApiContent(from = ModerationAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void unban(Context context) throws IOException {
    answer(context, Acts.UNBAN, doorman.require(context, Permission.BAN));
  }

  private void answer(Context context, Act act, Caller.Account admin) throws IOException {
    ModerationRequest request = read(Fields.of(context, bodyBytesMax));
    require(act, request);
    if (request.userId() != null) {
      doorman.requireRank(admin, request.userId());
    }
    Moderating.Outcome done =
        moderating.act(act, request, admin.name(), author -> doorman.requireRank(admin, author));
    Instant endsAt = done.endsAt();
    Answers.send(
        context,
        done.durable() ? 200 : 202,
        new ModerationAnswer(
            true,
            done.actionId(),
            act.name(),
            done.sessions(),
            done.durable(),
            endsAt == null ? null : Wire.iso(endsAt),
            act.done(),
            Wire.iso(done.at())));
  }

  private static ModerationRequest read(Fields fields) {
    Long seconds = fields.optionalCount("seconds");
    if (seconds != null && (seconds < 1 || seconds > SECONDS_MAX)) {
      throw bad("'seconds' is 1 to " + SECONDS_MAX + ".");
    }
    String reason = fields.optionalText("reason");
    if (reason != null && reason.length() > REASON_CHARS_MAX) {
      throw bad("'reason' has at most " + REASON_CHARS_MAX + " characters.");
    }
    return new ModerationRequest(
        fields.id("world"),
        fields.optionalId("room_id"),
        fields.optionalId("user_id"),
        fields.optionalText("username"),
        fields.optionalId("message_id"),
        reason,
        seconds);
  }

  private static void require(Act act, ModerationRequest request) {
    if (act.needsRoom() && request.roomId() == null) {
      throw bad("'room_id' is missing.");
    }
    if (act.needsUser() && request.userId() == null) {
      throw bad("'user_id' is missing.");
    }
    if (act.needsMessage() && request.messageId() == null) {
      throw bad("'message_id' is missing.");
    }
    if (act.needsReason() && (request.reason() == null || request.reason().isBlank())) {
      throw bad("'reason' is missing.");
    }
  }

  private static RefusedException bad(String text) {
    return new RefusedException(ErrorCode.BAD_REQUEST, text);
  }
}
