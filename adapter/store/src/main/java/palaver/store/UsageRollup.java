// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Keeps the tables of sums: whenever a session ends its days become stale, and stale days are made
/// anew before somebody reads them.
///
/// A session counts on at most two days before its last: one that lasts longer is cut there.
final class UsageRollup {

  private static final int DAYS_BACK = 2;
  private static final int DAYS_AT_ONCE = 8;

  private final StoreWriter writer;
  private final StoreReaders readers;

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

  /// Completes when no day is stale that was stale at the call. Sums are computed on a reader's
  /// thread, so that the writer only has to write them.
  CompletableFuture<Void> fresh() {
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
        .thenCompose(_ -> readers.submit(handle -> compute(handle, dates)))
        .thenCompose(sums -> writer.submit(handle -> write(handle, sums)))
        .handle((_, failure) -> failure)
        .thenCompose(failure ->
            failure == null
                ? fresh()
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

  private static List<DayUsage> compute(Handle handle, List<LocalDate> days) {
    List<DayUsage> sums = new ArrayList<>();
    for (LocalDate day : days) {
      sums.add(DayUsage.of(day, sessions(handle, day)));
    }
    return sums;
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
        .setFetchSize(2_000)
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

  private static boolean write(Handle handle, List<DayUsage> days) {
    Set<UserPeriods.Sum> sums = new LinkedHashSet<>();
    for (DayUsage day : days) {
      writeScopes(handle, day);
      writeUsers(handle, day);
      sums.add(UserPeriods.third(day.day));
      sums.add(UserPeriods.month(day.day));
    }
    sums.forEach(sum -> sumUsers(handle, sum));
    return true;
  }

  private static void writeScopes(Handle handle, DayUsage usage) {
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

  private static void writeUsers(Handle handle, DayUsage usage) {
    String day = usage.day.toString();
    handle.execute("DELETE FROM usage_users WHERE period = ?", day);
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO usage_users (period, world, user_id, username, sessions, total_seconds,
              speaking_seconds)
            VALUES (:period, :world, :user, :username, :sessions, :total, :speaking)
            """);
    usage.users.forEach((user, sums) ->
        batch
            .bind("period", day)
            .bind("world", user.world())
            .bind("user", user.userId())
            .bind("username", sums.username)
            .bind("sessions", sums.sessions)
            .bind("total", sums.totalSeconds)
            .bind("speaking", sums.speakingSeconds)
            .add());
    batch.execute();
  }

  private static void sumUsers(Handle handle, UserPeriods.Sum period) {
    handle.execute("DELETE FROM usage_users WHERE period = ?", period.name());
    handle
        .createUpdate(
            """
            INSERT INTO usage_users (period, world, user_id, username, sessions, total_seconds,
              speaking_seconds)
            SELECT :period, world, user_id, max(username), sum(sessions), sum(total_seconds),
              sum(speaking_seconds)
            FROM usage_users WHERE period >= :first AND period <= :last GROUP BY world, user_id
            """)
        .bind("period", period.name())
        .bind("first", period.first().toString())
        .bind("last", period.last().toString())
        .execute();
  }
}
