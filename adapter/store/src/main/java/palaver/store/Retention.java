// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// For how many days each kind of rows is kept. 0 is for ever.
public record Retention(Map<RetainedRows, Integer> days) {

  /// Rows that one transaction lets go, so that no other write waits for long.
  private static final int ROWS_AT_ONCE = 1_000;

  private static final int DAYS_MAX = 36_500;

  public Retention {
    days = Map.copyOf(days);
    days.forEach((rows, count) -> {
      if (count < 0 || count > DAYS_MAX) {
        throw new IllegalArgumentException(
            rows.id() + " are kept for 0 to " + DAYS_MAX + " days, not " + count);
      }
    });
  }

  /// What holds when nobody says otherwise.
  public static Retention defaults() {
    return with(Map.of());
  }

  /// The defaults, with other numbers for some kinds.
  ///
  /// @param chosen days by [RetainedRows#id]
  /// @throws IllegalArgumentException when there is no such kind, or a number is out of range
  public static Retention with(Map<String, Integer> chosen) {
    Map<RetainedRows, Integer> days = new EnumMap<>(RetainedRows.class);
    for (RetainedRows rows : RetainedRows.values()) {
      days.put(rows, rows.daysByDefault());
    }
    chosen.forEach((id, count) -> days.put(RetainedRows.of(id), count));
    return new Retention(days);
  }

  /// Where a step runs: in a transaction of its own.
  @FunctionalInterface
  interface Transactions {
    int run(ToIntFunction<Handle> step);
  }

  long apply(Instant now, Transactions transactions) {
    long gone = 0;
    for (RetainedRows rows : RetainedRows.values()) {
      int kept = days.getOrDefault(rows, 0);
      if (kept > 0) {
        gone += apply(rows, now, now.minus(Duration.ofDays(kept)), transactions);
      }
    }
    return gone;
  }

  private static long apply(
      RetainedRows rows, Instant now, Instant before, Transactions transactions) {
    long gone = 0;
    int step;
    do {
      step = transactions.run(handle -> step(handle, rows, now, before));
      gone += step;
    } while (step > 0);
    return gone;
  }

  private static int step(Handle handle, RetainedRows rows, Instant now, Instant before) {
    int count = 0;
    for (String statement : rows.statements()) {
      try (Update update = handle.createUpdate(statement)) {
        update.bind("before", Timestamps.text(before));
        if (statement.contains(":now")) {
          update.bind("now", Timestamps.text(now));
        }
        if (statement.contains(":rows")) {
          update.bind("rows", ROWS_AT_ONCE);
        }
        count = update.execute();
      }
    }
    return count;
  }
}
