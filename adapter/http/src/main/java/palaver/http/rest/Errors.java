// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.SecretSource;
import palaver.http.json.BannedAnswer;
import palaver.http.json.ErrorAnswer;
import palaver.http.json.Wire;
import palaver.http.monitor.RequestLog;
import palaver.rooms.ErrorCode;
import palaver.rooms.moderation.Sanction;

/// Turns whatever ends a call into an error answer. What nobody expected is logged under an id that
/// the answer names; nothing else of it goes out.
public final class Errors {
  private static final Logger log = LoggerFactory.getLogger(Errors.class);
  private static final int ERROR_ID_BYTES = 6;

  private final SecretSource secrets;
  private final InstantSource wallClock;

  public Errors(SecretSource secrets, InstantSource wallClock) {
    this.secrets = secrets;
    this.wallClock = wallClock;
  }

  public void install(JavalinConfig config) {
    config.routes.exception(RefusedException.class, this::refused);
    config.routes.exception(HttpResponseException.class, this::refusedByServer);
    config.routes.exception(Exception.class, (cause, context) -> failed(context, cause));
    config.router.javaLangErrorHandler((response, cause) -> response.setStatus(500));
  }

  private void refused(RefusedException refused, Context context) {
    Duration wait = refused.retryAfter();
    if (!wait.isZero()) {
      context.header("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
    }
    Sanction sanction = refused.sanction();
    if (sanction == null) {
      answer(context, refused.code(), refused.text());
    } else {
      answer(context, refused, sanction);
    }
  }

  private void answer(Context context, RefusedException refused, Sanction sanction) {
    RequestLog.error(context, refused.code().name());
    Answers.send(
        context,
        status(refused.code()),
        new BannedAnswer(
            false,
            refused.code().name(),
            refused.text(),
            sanction.reason(),
            Paging.iso(sanction.endsAt()),
            Wire.iso(wallClock.instant())));
  }

  /// What Javalin itself refuses: unknown paths, wrong methods, oversized bodies.
  private void refusedByServer(HttpResponseException refused, Context context) {
    switch (refused.getStatus()) {
      case 404 -> answer(context, ErrorCode.NOT_FOUND, "There is nothing at this address.");
      case 405 ->
          answer(context, ErrorCode.METHOD_NOT_ALLOWED, "This address takes another method.");
      case 413 -> answer(context, ErrorCode.FRAME_TOO_LARGE, "This body is too large.");
      case 400 -> answer(context, ErrorCode.BAD_REQUEST, "This request cannot be read.");
      default -> failed(context, refused);
    }
  }

  private void failed(Context context, Throwable cause) {
    String errorId = HexFormat.of().formatHex(secrets.bytes(ERROR_ID_BYTES));
    log.error(
        "Error {}: {} {} failed", errorId, context.method(), RequestLog.route(context), cause);
    answer(
        context, ErrorCode.INTERNAL, "The server failed. Its log has more under " + errorId + ".");
  }

  private void answer(Context context, ErrorCode code, String text) {
    RequestLog.error(context, code.name());
    Answers.send(
        context,
        status(code),
        new ErrorAnswer(false, code.name(), text, Wire.iso(wallClock.instant())));
  }

  /// The HTTP status of each code.
  static int status(ErrorCode code) {
    return switch (code) {
      case MALFORMED_JSON, BAD_REQUEST, UNKNOWN_TYPE, BAD_SDP, WEAK_PASSWORD -> 400;
      case UNAUTHORIZED, BAD_TICKET, BAD_CREDENTIALS -> 401;
      case FORBIDDEN,
          USER_MISMATCH,
          SECOND_FACTOR_REQUIRED,
          SECOND_FACTOR_WRONG,
          CSRF_REQUIRED,
          BAD_LINK,
          BANNED ->
          403;
      case ROOM_NOT_FOUND, WORLD_NOT_FOUND, SESSION_NOT_FOUND, NO_SUCH_PEER, NOT_FOUND -> 404;
      case ACCOUNT_NOT_FOUND, KEY_NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case OFFER_EXPIRED, NOT_IN_MESH -> 409;
      case ROOM_FULL, WRONG_ORDER, NAME_TAKEN, LAST_ADMIN, LAST_WORLD, TOO_MANY -> 409;
      case FRAME_TOO_LARGE -> 413;
      case ROOM_LOCKED -> 423;
      case RATE_LIMITED, SECOND_FACTOR_LOCKED -> 429;
      case INTERNAL -> 500;
      case SERVER_FULL, SLOW_CLIENT, OVERLOADED, STORE_UNAVAILABLE, SERVER_STOPPING -> 503;
    };
  }
}
