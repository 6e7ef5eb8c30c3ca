// SPDX-License-Identifier: Apache-2.0
package palaver.http.monitor;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import palaver.base.SecretSource;

/// The id that a call, the session that it makes, and every log line about either have in common. A
/// caller may bring one; whatever does not look like one is replaced, so that nobody writes into
/// the log what they like.
public final class RequestIds {

  /// The header that carries it in both directions.
  public static final String HEADER = "X-Request-Id";

  /// Its field in the log.
  public static final String LOG_FIELD = "correlation_id";

  private static final String ATTRIBUTE = "palaver.request-id";
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final int BYTES = 10;

  private final SecretSource secrets;

  public RequestIds(SecretSource secrets) {
    this.secrets = secrets;
  }

  /// Gives a call its id: the first thing that happens to it.
  public void begin(Context context) {
    String brought = context.header(HEADER);
    String id =
        brought != null && SANE.matcher(brought).matches()
            ? brought
            : HexFormat.of().formatHex(secrets.bytes(BYTES));
    context.attribute(ATTRIBUTE, id);
    context.header(HEADER, id);
    MDC.put(LOG_FIELD, id);
  }

  /// The id of a call that has begun.
  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    if (id == null) {
      throw new IllegalStateException("a call begins with its id");
    }
    return id;
  }

  /// The thread of the call may serve another.
  static void end() {
    MDC.remove(LOG_FIELD);
  }
}
