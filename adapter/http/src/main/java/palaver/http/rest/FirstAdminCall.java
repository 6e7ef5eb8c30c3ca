// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import io.javalin.openapi.HttpMethod;
import io.javalin.openapi.OpenApi;
import io.javalin.openapi.OpenApiContent;
import io.javalin.openapi.OpenApiRequestBody;
import io.javalin.openapi.OpenApiResponse;
import java.io.IOException;
import palaver.http.access.RateLimit;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.FirstAdminRequest;
import palaver.http.json.LoginAnswer;

/// `POST /api/first-admin`: whoever holds the link becomes the first admin. Looking at the link
/// does nothing.
final class FirstAdminCall {
  private final Doorman doorman;
  private final AccountDesk desk;
  private final FirstAdmin firstAdmin;
  private final LoginCalls login;
  private final int bodyBytesMax;

  FirstAdminCall(
      Doorman doorman,
      AccountDesk desk,
      FirstAdmin firstAdmin,
      LoginCalls login,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.desk = desk;
    this.firstAdmin = firstAdmin;
    this.login = login;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/first-admin",
      methods = HttpMethod.POST,
      operationId = "firstAdmin",
      summary = "Become the first admin",
      tags = "account",
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = FirstAdminRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Logged in as the first admin",
            content = @OpenApiContent(from = LoginAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void handle(Context context) throws IOException {
    doorman.charge(RateLimit.FIRST_ADMIN, doorman.address(context));
    Fields fields = Fields.of(context, bodyBytesMax);
    String link = fields.secret("link");
    String name = fields.id("name");
    String password = fields.secret("password");
    login.answer(context, firstAdmin.claim(desk, link, name, password));
  }
}
