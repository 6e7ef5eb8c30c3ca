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
import palaver.http.access.Caller;
import palaver.http.access.RateLimit;
import palaver.http.json.CodeRequest;
import palaver.http.json.EnrolAnswer;
import palaver.http.json.EnrolRequest;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.RecoveryAnswer;
import palaver.http.json.SecondFactorAnswer;
import palaver.http.json.Wire;
import palaver.identity.Role;

/// Show a code, set up an authenticator.
final class SecondFactorCalls {
  private final Doorman doorman;
  private final SecondFactorDesk desk;
  private final int bodyBytesMax;

  SecondFactorCalls(Doorman doorman, SecondFactorDesk desk, int bodyBytesMax) {
    this.doorman = doorman;
    this.desk = desk;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/account/second-factor",
      methods = HttpMethod.POST,
      operationId = "showSecondFactor",
      summary = "Show a code, which opens for ten minutes what demands one",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = CodeRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Open",
            content = @OpenApiContent(from = SecondFactorAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void show(Context context) throws IOException {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    String code = Fields.of(context, bodyBytesMax).secret("code");
    Answers.send(context, 200, new SecondFactorAnswer(true, Wire.iso(desk.show(account, code))));
  }

  @OpenApi(
      path = "/api/account/second-factor/enrol",
      methods = HttpMethod.POST,
      operationId = "enrolSecondFactor",
      summary = "Set up an authenticator",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = EnrolRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "What it is set up with",
            content = @OpenApiContent(from = EnrolAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void enrol(Context context) throws IOException {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    String password = Fields.of(context, bodyBytesMax).secret("password");
    doorman.charge(RateLimit.LOGINS, account.name());
    SecondFactorDesk.Enrolment enrolment = desk.enrol(account, password);
    Answers.send(context, 200, new EnrolAnswer(true, enrolment.secret(), enrolment.uri()));
  }

  @OpenApi(
      path = "/api/account/second-factor/confirm",
      methods = HttpMethod.POST,
      operationId = "confirmSecondFactor",
      summary = "Show the first code of a new authenticator",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = CodeRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "It counts from now on",
            content = @OpenApiContent(from = RecoveryAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void confirm(Context context) throws IOException {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    String code = Fields.of(context, bodyBytesMax).secret("code");
    Answers.send(context, 200, new RecoveryAnswer(true, desk.confirm(account, code)));
  }
}
