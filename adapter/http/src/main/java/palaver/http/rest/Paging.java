// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.http.json.Wire;
import palaver.rooms.ErrorCode;

/// The parts of a query that lists have in common.
final class Paging {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;

  private Paging() {}

  /// How many rows at most: 1 to 200, usually 50.
  static int limit(Context context) {
    Long limit = number(context, "limit");
    if (limit == null) {
      return LIMIT_DEFAULT;
    }
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "'limit' is 1 to " + LIMIT_MAX + ".");
    }
    return limit.intValue();
  }

  /// The id before which the page begins, or null for the newest.
  static @Nullable Long before(Context context) {
    return number(context, "before");
  }

  static @Nullable String optionalId(Context context, String name) {
    String value = context.queryParam(name);
    return value == null ? null : Fields.checkedId(name, value);
  }

  static @Nullable String iso(@Nullable Instant instant) {
    return instant == null ? null : Wire.iso(instant);
  }

  private static @Nullable Long number(Context context, String name) {
    String value = context.queryParam(name);
    if (value == null) {
      return null;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "'" + name + "' is a whole number.");
    }
  }
}
