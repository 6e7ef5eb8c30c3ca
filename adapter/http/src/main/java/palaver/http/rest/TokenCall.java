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
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import palaver.http.access.Caller;
import palaver.http.access.ParticipantTokens;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.TokenAnswer;
import palaver.http.json.TokenRequest;
import palaver.http.json.Wire;
import palaver.identity.Grant;
import palaver.identity.Scope;

/// `POST /api/voice/token`: a participant token for one of a host's users, for the host's program.
final class TokenCall {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration LIFETIME_MAX = Duration.ofHours(1);

  private final Doorman doorman;
  private final ParticipantTokens tokens;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  TokenCall(Doorman doorman, ParticipantTokens tokens, InstantSource wallClock, int bodyBytesMax) {
    this.doorman = doorman;
    this.tokens = tokens;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/voice/token",
      methods = HttpMethod.POST,
      operationId = "participantToken",
      summary = "Make a participant token",
      tags = "voice",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = TokenRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The token",
            content = @OpenApiContent(from = TokenAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) throws IOException {
    doorman.requireKey(context, Scope.TOKENS);
    Fields fields = Fields.of(context, bodyBytesMax);
    Set<Grant> grants = fields.optionalConstants("grants", Grant.class);
    Caller.Participant participant =
        new Caller.Participant(
            fields.id("user_id"),
            fields.id("world"),
            fields.optionalId("room_id"),
            grants.isEmpty() ? EnumSet.allOf(Grant.class) : grants);
    Duration asked = fields.optionalSeconds("lifetime_seconds", LIFETIME_MAX);
    Duration lifetime = asked == null ? LIFETIME : asked;
    Answers.send(
        context,
        200,
        new TokenAnswer(
            true,
            tokens.issue(participant, lifetime),
            participant.userId(),
            Wire.iso(wallClock.instant().plus(lifetime))));
  }
}
