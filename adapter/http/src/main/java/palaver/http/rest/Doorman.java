// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import palaver.http.access.AccountCookie;
import palaver.http.access.Caller;
import palaver.http.access.ClientAddress;
import palaver.http.access.Origins;
import palaver.http.access.RateLimit;
import palaver.http.access.Rates;
import palaver.http.access.Tokens;
import palaver.http.access.Tokens.Bearer;
import palaver.identity.Grant;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.identity.Scope;
import palaver.rooms.ErrorCode;

/// Checks who calls, and whether they may, before a call begins: the page's origin, the token, the
/// role, the permission, the second factor. A call begins with exactly one of [#caller],
/// [#callerOrKey], [#requireKey], [#require], [#requireRole].
public final class Doorman {
  private static final String ALLOWED_METHODS = "GET, POST, PATCH, DELETE, OPTIONS";
  private static final String ALLOWED_HEADERS =
      "Authorization, Content-Type, X-CSRF-Token, X-Request-Id";

  private final Origins origins;
  private final ClientAddress addresses;
  private final Rates rates;
  private final Tokens tokens;
  private final AccountLookup accounts;

  /// @param patience how long the store of log-ins may take to answer
  public Doorman(
      Origins origins,
      ClientAddress addresses,
      Rates rates,
      Tokens tokens,
      IdentityPorts identity,
      Patience patience) {
    this.origins = origins;
    this.addresses = addresses;
    this.rates = rates;
    this.tokens = tokens;
    accounts = new AccountLookup(identity.accounts(), identity.wallClock(), patience);
  }

  /// Answers for other origins (CORS) and refuses what a page of a foreign origin would change.
  public void checkOrigin(Context context) {
    context.header("Vary", "Origin");
    String origin = context.header("Origin");
    if (origin == null) {
      return;
    }
    if (origins.allows(origin, context.header("Host"))) {
      context.header("Access-Control-Allow-Origin", origin);
      context.header("Access-Control-Expose-Headers", "Retry-After, X-Request-Id");
    } else if (changesSomething(context)) {
      throw foreign();
    }
    if (context.req().getMethod().equals("OPTIONS")) {
      preflight(context);
    }
  }

  /// Answers a browser that asks before a call from another origin.
  private static void preflight(Context context) {
    context.header("Access-Control-Allow-Methods", ALLOWED_METHODS);
    context.header("Access-Control-Allow-Headers", ALLOWED_HEADERS);
    context.header("Access-Control-Max-Age", "600");
    context.status(204);
    context.skipRemainingHandlers();
  }

  /// Refuses WebSockets of pages of foreign origins. Programs send no origin; what opens a session
  /// is its ticket.
  public void checkUpgrade(Context context) {
    String origin = context.header("Origin");
    if (origin != null && !origins.allows(origin, context.header("Host"))) {
      throw foreign();
    }
  }

  /// Whether the call comes with an origin, which every browser sends and [#checkOrigin] has
  /// judged.
  boolean fromPage(Context context) {
    return context.header("Origin") != null;
  }

  /// Who calls: anybody with a valid token. For calls that people make for themselves.
  Caller caller(Context context) {
    Caller caller =
        bearer(context)
            .flatMap(this::resolved)
            .orElseThrow(() ->
                new RefusedException(ErrorCode.UNAUTHORIZED, "This call needs a valid token."));
    if (caller instanceof Caller.ServerKey key) {
      charge(RateLimit.SERVER_KEY, key.keyId());
    }
    return caller;
  }

  /// The token of the header, or else that of the cookie, which opens an account and nothing else.
  private Optional<Bearer> bearer(Context context) {
    String cookie = AccountCookie.token(context);
    if (authorization(context) != null || cookie == null) {
      return tokens.bearer(authorization(context));
    }
    Optional<Bearer> bearer = tokens.loggedIn(cookie);
    if (bearer.isPresent()
        && changesSomething(context)
        && !AccountCookie.isShown(context, cookie)) {
      throw new RefusedException(
          ErrorCode.CSRF_REQUIRED, "A page shows its token in " + AccountCookie.CSRF_HEADER + ".");
    }
    return bearer;
  }

  /// Counts one more of what is limited, or refuses it.
  void charge(RateLimit limit, String subject) {
    Duration wait = rates.take(limit, subject);
    if (!wait.isZero()) {
      throw new RefusedException(ErrorCode.RATE_LIMITED, "There were too many of these.", wait);
    }
  }

  /// Where a call comes from.
  String address(Context context) {
    return addresses.of(context);
  }

  /// Whether the caller's connection is encrypted, to us or to a trusted proxy.
  boolean isEncrypted(Context context) {
    return addresses.isEncrypted(context);
  }

  void giveCookie(Context context, String token, Duration lifetime) {
    AccountCookie.give(context, token, lifetime, isEncrypted(context));
  }

  void takeCookie(Context context) {
    AccountCookie.take(context, isEncrypted(context));
  }

  /// Who calls: somebody logged in who has `permission`, and who showed a second factor when it
  /// demands one.
  Caller.Account require(Context context, Permission permission) {
    Caller.Account account = acting(context);
    if (!account.may(permission)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This call needs the permission '" + permission.id() + "'.");
    }
    if (permission.demandsSecondFactor()) {
      requireSecondFactor(account);
    }
    return account;
  }

  /// Lets in somebody who has `permission`, or a program whose server key has `scope`.
  void requireOrKey(Context context, Permission permission, Scope scope) {
    if (caller(context) instanceof Caller.ServerKey key) {
      requireScope(key, scope);
    } else {
      require(context, permission);
    }
  }

  /// Who calls: somebody logged in with at least `role`.
  Caller.Account requireRole(Context context, Role role) {
    Caller.Account account = acting(context);
    if (!account.role().atLeast(role)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This call needs the role '" + role.id() + "'.");
    }
    return account;
  }

  /// Who calls: anybody with a valid token, but a server key only with `scope`. For calls that
  /// people make for themselves and programs for others.
  Caller callerOrKey(Context context, Scope scope) {
    Caller caller = caller(context);
    if (caller instanceof Caller.ServerKey key) {
      requireScope(key, scope);
    }
    return caller;
  }

  /// Who calls: a program whose server key has `scope`, and nobody else.
  Caller.ServerKey requireKey(Context context, Scope scope) {
    if (!(caller(context) instanceof Caller.ServerKey key)) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "This call needs a server key.");
    }
    requireScope(key, scope);
    return key;
  }

  /// Refuses what `caller` would do to somebody of a higher role. Equals may, so that one admin can
  /// stop another whose account was taken over.
  void requireRank(Caller.Account caller, String userId) {
    if (!caller.role().atLeast(accounts.role(userId))) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "They have a higher role; ask somebody who has it too.");
    }
  }

  /// Whether somebody who was let in before is still logged in and still has `permission`. A store
  /// that cannot answer takes nothing away before the log-in ends by itself.
  boolean isStill(Caller.Account caller, Permission permission) {
    try {
      return accounts
          .find(caller.sessionId())
          .filter(now -> now instanceof Caller.Account account && account.may(permission))
          .isPresent();
    } catch (RefusedException _) {
      return accounts.wallClock().instant().isBefore(caller.expiresAt());
    }
  }

  /// Refuses a bearer of a participant token without `grant`; all others need none.
  static void requireGrant(Caller caller, Grant grant) {
    if (caller instanceof Caller.Participant participant && !participant.grants().contains(grant)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This call needs the grant '" + grant.id() + "'.");
    }
  }

  /// Refuses an account that showed no second factor in the last minutes. For calls that demand it
  /// in some cases only.
  static void requireSecondFactor(Caller.Account account) {
    if (!account.secondFactorOpen()) {
      throw new RefusedException(
          ErrorCode.SECOND_FACTOR_REQUIRED, "Confirm this with a code of your second factor.");
    }
  }

  private static void requireScope(Caller.ServerKey key, Scope scope) {
    if (!key.scopes().contains(scope)) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This call needs a key with the scope '" + scope.id() + "'.");
    }
  }

  /// Somebody logged in; what they change is counted.
  private Caller.Account acting(Context context) {
    Caller.Account account = account(context);
    if (changesSomething(context)) {
      charge(RateLimit.ADMIN_ACTIONS, account.name());
    }
    return account;
  }

  private Caller.Account account(Context context) {
    if (caller(context) instanceof Caller.Account account) {
      return account;
    }
    throw new RefusedException(ErrorCode.FORBIDDEN, "This call needs somebody who is logged in.");
  }

  private Optional<Caller> resolved(Bearer bearer) {
    return switch (bearer) {
      case Bearer.Known known -> Optional.of(known.caller());
      case Bearer.LoggedIn loggedIn -> accounts.find(loggedIn.sessionId());
    };
  }

  static @Nullable String authorization(Context context) {
    return context.header("Authorization");
  }

  /// A preflight counts: it asks for a change.
  private static boolean changesSomething(Context context) {
    return switch (context.req().getMethod()) {
      case "GET", "HEAD" -> false;
      default -> true;
    };
  }

  private static RefusedException foreign() {
    return new RefusedException(
        ErrorCode.FORBIDDEN, "Pages of this origin may not call this server.");
  }
}
