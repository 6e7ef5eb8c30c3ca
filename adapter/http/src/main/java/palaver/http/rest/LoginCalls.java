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
import java.util.List;
import palaver.http.access.AccountCookie;
import palaver.http.access.Caller;
import palaver.http.access.RateLimit;
import palaver.http.json.AccountAnswer;
import palaver.http.json.DoneAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.LoginAnswer;
import palaver.http.json.LoginRequest;
import palaver.http.json.PasswordRequest;
import palaver.http.json.Wire;
import palaver.identity.Permission;
import palaver.identity.Role;

/// Log in, log out, who is logged in, and a new password.
final class LoginCalls {
  private final Doorman doorman;
  private final AccountDesk desk;
  private final SecondFactorDesk secondFactors;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  LoginCalls(
      Doorman doorman,
      AccountDesk desk,
      SecondFactorDesk secondFactors,
      InstantSource wallClock,
      int bodyBytesMax) {
    this.doorman = doorman;
    this.desk = desk;
    this.secondFactors = secondFactors;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/account/login",
      methods = HttpMethod.POST,
      operationId = "logIn",
      summary = "Log in",
      tags = "account",
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = LoginRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Logged in",
            content = @OpenApiContent(from = LoginAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void logIn(Context context) throws IOException {
    Fields fields = Fields.of(context, bodyBytesMax);
    String name = fields.id("name");
    String password = fields.secret("password");
    // Both before the password is looked at, which is dear.
    doorman.charge(RateLimit.ADDRESS_LOGINS, doorman.address(context));
    doorman.charge(RateLimit.LOGINS, name);
    answer(context, desk.logIn(name, password));
  }

  /// Programs get the token; a page gets a cookie, so that no script ever holds the token.
  void answer(Context context, AccountDesk.LoggedIn loggedIn) {
    boolean page = doorman.fromPage(context);
    if (page) {
      doorman.giveCookie(context, loggedIn.token(), AccountDesk.LOGIN_LIFETIME);
    }
    Caller.Account account = Caller.Account.of(loggedIn.session(), false);
    Answers.send(
        context,
        200,
        new LoginAnswer(
            true,
            page ? null : loggedIn.token(),
            page ? AccountCookie.csrf(loggedIn.token()) : null,
            account.name(),
            account.role().id(),
            ids(account),
            Wire.iso(loggedIn.session().expiresAt())));
  }

  @OpenApi(
      path = "/api/account/logout",
      methods = HttpMethod.POST,
      operationId = "logOut",
      summary = "Log out",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Logged out",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void logOut(Context context) {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    desk.logOut(account.sessionId());
    doorman.takeCookie(context);
    Answers.done(context, "Logged out", wallClock.instant());
  }

  @OpenApi(
      path = "/api/account",
      methods = HttpMethod.GET,
      operationId = "whoAmI",
      summary = "Who is logged in",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The account",
            content = @OpenApiContent(from = AccountAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void whoAmI(Context context) {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    String cookie = AccountCookie.token(context);
    Answers.send(
        context,
        200,
        new AccountAnswer(
            true,
            account.name(),
            account.role().id(),
            ids(account),
            Wire.iso(account.expiresAt()),
            secondFactors.isEnrolled(account.name()),
            account.secondFactorOpen(),
            cookie == null ? null : AccountCookie.csrf(cookie)));
  }

  @OpenApi(
      path = "/api/account/password",
      methods = HttpMethod.POST,
      operationId = "changePassword",
      summary = "Change the password",
      tags = "account",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = PasswordRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Changed; all other log-ins ended",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void changePassword(Context context) throws IOException {
    Caller.Account account = doorman.requireRole(context, Role.USER);
    Fields fields = Fields.of(context, bodyBytesMax);
    String old = fields.secret("password");
    String fresh = fields.secret("new_password");
    doorman.charge(RateLimit.LOGINS, account.name());
    desk.requirePassword(account.name(), old);
    desk.changePassword(account.name(), account.name(), fresh, account.sessionId());
    Answers.done(context, "Password changed", wallClock.instant());
  }

  private static List<String> ids(Caller.Account account) {
    return account.permissions().stream().map(Permission::id).toList();
  }
}
