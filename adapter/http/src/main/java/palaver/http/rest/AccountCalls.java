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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import palaver.http.access.Caller;
import palaver.http.json.AccountEntry;
import palaver.http.json.AccountRequest;
import palaver.http.json.AccountsAnswer;
import palaver.http.json.DoneAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.RoleRequest;
import palaver.http.json.Wire;
import palaver.identity.Account;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.rooms.ErrorCode;

/// Accounts and their roles, for admins.
final class AccountCalls {
  private final Doorman doorman;
  private final AccountDesk desk;
  private final InstantSource wallClock;
  private final int bodyBytesMax;

  AccountCalls(Doorman doorman, AccountDesk desk, InstantSource wallClock, int bodyBytesMax) {
    this.doorman = doorman;
    this.desk = desk;
    this.wallClock = wallClock;
    this.bodyBytesMax = bodyBytesMax;
  }

  @OpenApi(
      path = "/api/admin/accounts",
      methods = HttpMethod.GET,
      operationId = "listAccounts",
      summary = "List the accounts",
      tags = "accounts",
      security = @OpenApiSecurity(name = "bearer"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "The accounts",
            content = @OpenApiContent(from = AccountsAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void list(Context context) {
    doorman.require(context, Permission.ACCOUNTS_READ);
    List<AccountEntry> entries = desk.accounts().stream().map(AccountCalls::entry).toList();
    Answers.send(context, 200, new AccountsAnswer(true, entries));
  }

  @OpenApi(
      path = "/api/admin/accounts",
      methods = HttpMethod.POST,
      operationId = "addAccount",
      summary = "Add an account",
      tags = "accounts",
      security = @OpenApiSecurity(name = "bearer"),
      requestBody =
          @OpenApiRequestBody(
              content = @OpenApiContent(from = AccountRequest.class),
              required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Added",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void add(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.ACCOUNTS_CHANGE);
    Fields fields = Fields.of(context, bodyBytesMax);
    String name = fields.id("name");
    Role role = fields.constant("role", Role.class);
    requireOwn(admin, role, Set.of());
    desk.add(admin.name(), name, role, fields.secret("password"));
    Answers.done(context, "Account added", wallClock.instant());
  }

  @OpenApi(
      path = "/api/admin/accounts/{name}/role",
      methods = HttpMethod.POST,
      operationId = "changeRole",
      summary = "Change an account's role",
      tags = "accounts",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "name", required = true, description = "The account"),
      requestBody =
          @OpenApiRequestBody(content = @OpenApiContent(from = RoleRequest.class), required = true),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "Changed, at once",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void changeRole(Context context) throws IOException {
    Caller.Account admin = doorman.require(context, Permission.ACCOUNTS_CHANGE);
    String name = Fields.checkedId("name", context.pathParam("name"));
    Fields fields = Fields.of(context, bodyBytesMax);
    Role role = fields.constant("role", Role.class);
    Set<Permission> permissions = fields.optionalConstants("permissions", Permission.class);
    requireOwn(admin, role, permissions);
    requireNotAbove(admin, name);
    desk.changeRole(admin.name(), name, role, permissions);
    Answers.done(context, "Role changed", wallClock.instant());
  }

  @OpenApi(
      path = "/api/admin/accounts/{name}/disable",
      methods = HttpMethod.POST,
      operationId = "disableAccount",
      summary = "Disable an account",
      tags = "accounts",
      security = @OpenApiSecurity(name = "bearer"),
      pathParams = @OpenApiParam(name = "name", required = true, description = "The account"),
      responses = {
        @OpenApiResponse(
            status = "200",
            description = "It cannot log in any more, and its log-ins ended",
            content = @OpenApiContent(from = DoneAnswer.class)),
        @OpenApiResponse(
            status = "default",
            description = "Why not",
            content = @OpenApiContent(from = ErrorAnswer.class))
      })
  void disable(Context context) {
    Caller.Account admin = doorman.require(context, Permission.ACCOUNTS_CHANGE);
    String name = Fields.checkedId("name", context.pathParam("name"));
    requireNotAbove(admin, name);
    desk.disable(admin.name(), name);
    Answers.done(context, "Account disabled", wallClock.instant());
  }

  /// Nobody gives away what they do not have.
  private static void requireOwn(Caller.Account admin, Role role, Set<Permission> permissions) {
    if (!admin.role().atLeast(role) || !admin.permissions().containsAll(permissions)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "Only rights of one's own can be given to others.");
    }
  }

  private void requireNotAbove(Caller.Account admin, String name) {
    if (!admin.role().atLeast(desk.account(name).role())) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This account stands above yours.");
    }
  }

  private static AccountEntry entry(Account account) {
    Instant disabledAt = account.disabledAt();
    return new AccountEntry(
        account.name(),
        account.role().id(),
        account.permissions().stream().map(Permission::id).toList(),
        Wire.iso(account.createdAt()),
        disabledAt == null ? null : Wire.iso(disabledAt),
        account.secondFactor());
  }
}
