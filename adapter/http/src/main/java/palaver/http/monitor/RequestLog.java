// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Notes each call after its answer, by its route: neither the address as it was called, nor the
/// query, nor a header is written down.
public final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final String ERROR = "palaver.error";
  private static final String NOWHERE = "other";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final double NS_PER_MS = 1e6;
  private static final int SERVER_ERROR = 500;

  private final RequestWatcher watcher;

  public RequestLog(RequestWatcher watcher) {
    this.watcher = watcher;
  }

  /// Notes which error a call is answered by.
  public static void error(Context context, String code) {
    context.attribute(ERROR, code);
  }

  /// Which route a call has found, or `other`.
  public static String route(Context context) {
    Endpoint found = context.endpoints().matchedHttpEndpoint();
    return found == null ? NOWHERE : found.path;
  }

  public void answered(Context context, Float durationMs) {
    try {
      String method =
          METHODS.contains(context.req().getMethod()) ? context.req().getMethod() : NOWHERE;
      @Nullable String error = context.attribute(ERROR);
      int status = context.res().getStatus();
      long durationNs = (long) (durationMs * NS_PER_MS);
      RequestWatcher.Answered call =
          new RequestWatcher.Answered(method, route(context), status, error, durationNs);
      LOG.atLevel(status >= SERVER_ERROR ? Level.WARN : Level.DEBUG)
          .addKeyValue("method", method)
          .addKeyValue("route", call.route())
          .addKeyValue("status", status)
          .addKeyValue("error", error)
          .addKeyValue("duration_ms", durationMs)
          .log("answered");
      watcher.answered(call);
    } finally {
      RequestIds.end();
    }
  }
}
