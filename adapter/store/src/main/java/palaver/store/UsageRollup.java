// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Keeps the tables of sums: whenever a session ends its days become stale, and stale days are made
/// anew before somebody reads them.
///
/// A session counts on at most two days before its last: one that lasts longer is cut there.
///
/// Sums are computed on a reader's thread and written in portions, so that nobody's join waits for
/// them. Only one computation runs at a time: an older one never overwrites what a newer one wrote.
final class UsageRollup {

  private static final int DAYS_BACK = 2;
  private static final int DAYS_AT_ONCE = 8;
  private static final int ROWS_AT_ONCE = 500;
  private static final int FETCHED_AT_ONCE = 2_000;

  private final StoreWriter writer;
  private final StoreReaders readers;
  private CompletableFuture<@Nullable Void> latest = CompletableFuture.completedFuture(null);

  UsageRollup(StoreWriter writer, StoreReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /// Notes within the transaction that ends a session that the sums of its days are stale.
  static void stale(Handle handle, Instant joinedAt, Instant leftAt) {
    LocalDate last = day(leftAt);
    LocalDate first = day(joinedAt).isAfter(last) ? last : day(joinedAt);
    if (first.isBefore(last.minusDays(DAYS_BACK))) {
      first = last.minusDays(DAYS_BACK);
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO usage_stale (day) VALUES (:day) ON CONFLICT(day) DO NOTHING");
    first.datesUntil(last.plusDays(1)).forEach(day -> batch.bind("day", day.toString()).add());
    if (joinedAt.isBefore(Timestamps.startOf(first))) {
      batch.bind("day", day(joinedAt).toString()).add();
    }
    batch.execute();
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /// Completes when no day is stale that was stale at the call.
  CompletableFuture<Void> fresh() {
    return exclusively(this::freshen);
  }

  /// Does what must not happen while sums are on their way, such as an erasure.
  synchronized <T> CompletableFuture<T> exclusively(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done = latest.thenCompose(_ -> work.get());
    latest = done.handle((_, _) -> null);
    return done;
  }

  private CompletableFuture<Void> freshen() {
    return readers
        .submit(handle ->
            handle
                .createQuery("SELECT day FROM usage_stale ORDER BY day LIMIT " + DAYS_AT_ONCE)
                .mapTo(String.class)
                .list())
        .thenCompose(this::make);
  }

  private CompletableFuture<Void> make(List<String> days) {
    if (days.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    List<LocalDate> dates = days.stream().map(LocalDate::parse).toList();
    return writer
        .submit(handle -> clear(handle, days))
        .thenCompose(_ -> makeDays(dates))
        .thenCompose(_ -> sumPeriods(dates))
        .handle((_, failure) -> failure)
        .thenCompose(failure ->
            failure == null
                ? freshen()
                : writer
                    .submit(handle -> markAgain(handle, days))
                    .thenCompose(_ -> CompletableFuture.failedFuture(failure)));
  }

  /// What ends from here on makes the day stale once more.
  private static boolean clear(Handle handle, List<String> days) {
    PreparedBatch batch = handle.prepareBatch("DELETE FROM usage_stale WHERE day = :day");
    days.forEach(day -> batch.bind("day", day).add());
    batch.execute();
    return true;
  }

  private static boolean markAgain(Handle handle, List<String> days) {
    days.forEach(day ->
        stale(
            handle,
            Timestamps.startOf(LocalDate.parse(day)),
            Timestamps.startOf(LocalDate.parse(day))));
    return true;
  }

  /// One day after the other, so that only one is in memory.
  private CompletableFuture<Boolean> makeDays(List<LocalDate> days) {
    CompletableFuture<Boolean> made = CompletableFuture.completedFuture(true);
    for (LocalDate day : days) {
      made =
          made.thenCompose(_ -> readers.submit(handle -> DayUsage.of(day, sessions(handle, day))))
              .thenCompose(this::write);
    }
    return made;
  }

  private CompletableFuture<Boolean> write(DayUsage day) {
    List<UserRow> users = new ArrayList<>();
    day.users.forEach((user, sums) -> users.add(UserRow.of(user, sums)));
    return writer
        .submit(handle -> writeScopes(handle, day))
        .thenCompose(_ -> replace(day.day.toString(), users));
  }

  private CompletableFuture<Boolean> sumPeriods(List<LocalDate> days) {
    Set<UserPeriods.Sum> sums = new LinkedHashSet<>();
    for (LocalDate day : days) {
      sums.add(UserPeriods.third(day));
      sums.add(UserPeriods.month(day));
    }
    CompletableFuture<Boolean> made = CompletableFuture.completedFuture(true);
    for (UserPeriods.Sum sum : sums) {
      made =
          made.thenCompose(_ -> readers.submit(handle -> sumUsers(handle, sum)))
              .thenCompose(rows -> replace(sum.name(), rows));
    }
    return made;
  }

  private static List<UsageSession> sessions(Handle handle, LocalDate day) {
    return handle
        .createQuery(
            """
            SELECT s.world, s.room_id, s.user_id, s.username, s.joined_at, s.left_at,
              s.duration_seconds, s.speaking_seconds, m.latency_ms, m.jitter_ms,
              m.packets_expected, m.packets_lost, m.quality
            FROM voice_sessions s LEFT JOIN call_metrics m ON m.session_id = s.session_id
            WHERE s.joined_at >= :from AND s.joined_at < :to AND s.left_at >= :day
            """)
        .bind("from", Timestamps.text(Timestamps.startOf(day.minusDays(DAYS_BACK))))
        .bind("to", Timestamps.text(Timestamps.startOf(day.plusDays(1))))
        .bind("day", Timestamps.text(Timestamps.startOf(day)))
        .setFetchSize(FETCHED_AT_ONCE)
        .map((row, _) ->
            new UsageSession(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Timestamps.millis(row.getString(5)),
                Timestamps.millis(row.getString(6)),
                row.getLong(7),
                row.getLong(8),
                (Double) row.getObject(9),
                (Double) row.getObject(10),
                row.getLong(11),
                row.getLong(12),
                row.getString(13)))
        .list();
  }

  private static boolean writeScopes(Handle handle, DayUsage usage) {
    String day = usage.day.toString();
    handle.execute("DELETE FROM usage_days WHERE period = ?", day);
    handle.execute("DELETE FROM usage_hours WHERE period >= ? AND period <= ?", day, day + "T99");
    PreparedBatch days = handle.prepareBatch(insert("usage_days"));
    PreparedBatch hours = handle.prepareBatch(insert("usage_hours"));
    usage.scopes.forEach((scope, sums) -> {
      sums.day.bind(days, scope.world(), scope.roomId(), day);
      for (int hour = 0; hour < DayUsage.HOURS; hour++) {
        String name = DayUsage.hourName(usage.day, hour);
        sums.hours[hour].bind(hours, scope.world(), scope.roomId(), name);
      }
    });
    days.execute();
    hours.execute();
    return true;
  }

  private static String insert(String table) {
    return "INSERT INTO "
        + table
        + " (world, room_id, period, "
        + UsageSums.columns()
        + ") VALUES (:world, :room, :period, "
        + UsageSums.placeholders()
        + ")";
  }

  /// What a user did in a world in some period.
  private record UserRow(
      String world,
      String userId,
      @Nullable String username,
      long sessions,
      long totalSeconds,
      long speakingSeconds) {
    DayUsage.User user() {
      return new DayUsage.User(world, userId);
    }

    static UserRow of(DayUsage.User user, DayUsage.UserSums sums) {
      return new UserRow(
          user.world(),
          user.userId(),
          sums.username,
          sums.sessions,
          sums.totalSeconds,
          sums.speakingSeconds);
    }
  }

  private static List<UserRow> sumUsers(Handle handle, UserPeriods.Sum period) {
    return userRows(
        handle
            .createQuery(
                """
                SELECT world, user_id, max(username), sum(sessions), sum(total_seconds),
                  sum(speaking_seconds)
                FROM usage_users WHERE period >= :first AND period <= :last GROUP BY world, user_id
                """)
            .bind("first", period.first().toString())
            .bind("last", period.last().toString()));
  }

  private static List<UserRow> userRows(Query query) {
    return query
        .setFetchSize(FETCHED_AT_ONCE)
        .map((row, _) ->
            new UserRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)))
        .list();
  }

  /// Writes what is different about the sums of a period: after one session that is one row. Much
  /// goes in portions.
  private CompletableFuture<Boolean> replace(String period, List<UserRow> rows) {
    return readers
        .submit(handle -> difference(handle, period, rows))
        .thenCompose(difference -> write(period, difference));
  }

  /// @param written rows that are new or other than they were
  /// @param gone rows that are there no longer
  private record Difference(List<UserRow> written, List<UserRow> gone) {}

  private static Difference difference(Handle handle, String period, List<UserRow> rows) {
    Set<UserRow> before =
        new LinkedHashSet<>(
            userRows(
                handle
                    .createQuery(
                        """
                        SELECT world, user_id, username, sessions, total_seconds, speaking_seconds
                        FROM usage_users WHERE period = :period
                        """)
                    .bind("period", period)));
    Set<DayUsage.User> now = new HashSet<>();
    rows.forEach(row -> now.add(row.user()));
    return new Difference(
        rows.stream().filter(row -> !before.contains(row)).toList(),
        before.stream().filter(row -> !now.contains(row.user())).toList());
  }

  private CompletableFuture<Boolean> write(String period, Difference difference) {
    CompletableFuture<Boolean> done =
        writer.submit(handle -> {
          for (UserRow row : difference.gone()) {
            handle.execute(
                "DELETE FROM usage_users WHERE period = ? AND world = ? AND user_id = ?",
                period,
                row.world(),
                row.userId());
          }
          return putUsers(handle, period, portion(difference.written(), 0));
        });
    for (int from = ROWS_AT_ONCE; from < difference.written().size(); from += ROWS_AT_ONCE) {
      List<UserRow> portion = portion(difference.written(), from);
      done = done.thenCompose(_ -> writer.submit(handle -> putUsers(handle, period, portion)));
    }
    return done;
  }

  private static List<UserRow> portion(List<UserRow> rows, int from) {
    return rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size()));
  }

  private static boolean putUsers(Handle handle, String period, List<UserRow> rows) {
    if (rows.isEmpty()) {
      return true;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO usage_users (period, world, user_id, username, sessions, total_seconds,
              speaking_seconds)
            VALUES (:period, :world, :user, :username, :sessions, :total, :speaking)
            ON CONFLICT(period, world, user_id) DO UPDATE SET username = excluded.username,
              sessions = excluded.sessions, total_seconds = excluded.total_seconds,
              speaking_seconds = excluded.speaking_seconds
            """);
    for (UserRow row : rows) {
      batch
          .bind("period", period)
          .bind("world", row.world())
          .bind("user", row.userId())
          .bind("username", row.username())
          .bind("sessions", row.sessions())
          .bind("total", row.totalSeconds())
          .bind("speaking", row.speakingSeconds())
          .add();
    }
    batch.execute();
    return true;
  }
}
