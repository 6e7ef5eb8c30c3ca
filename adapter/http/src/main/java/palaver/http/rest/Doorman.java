// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.access.Origins;
import palaver.http.access.Tokens;
import palaver.rooms.ErrorCode;

/// Checks who calls before a call begins: the page's origin and the token.
public final class Doorman {
  private static final String ALLOWED_METHODS = "GET, POST, OPTIONS";
  private static final String ALLOWED_HEADERS = "Authorization, Content-Type";

  private final Origins origins;
  private final Tokens tokens;

  public Doorman(Origins origins, Tokens tokens) {
    this.origins = origins;
    this.tokens = tokens;
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
      context.header("Access-Control-Expose-Headers", "Retry-After");
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

  /// Who calls, or a refusal.
  Caller caller(Context context) {
    return tokens
        .caller(authorization(context))
        .orElseThrow(
            () -> new RefusedException(ErrorCode.UNAUTHORIZED, "This call needs a valid token."));
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
