// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import palaver.base.RoomKey;
import palaver.rtc.ConnectionQuality;

/// Fills a database with sessions that never were, for looking at analytics and for tests of them:
/// evenings and weekends are busy, a few people come often and most rarely, some talk much, some
/// networks are poor.
public final class DemoData {

  private static final double[] HOUR_WEIGHTS = {
    2, 1, .6, .4, .3, .4, .8, 1.5, 2.5, 3, 3, 3.2, 3.5, 3.3, 3.2, 3.5, 4.2, 5.5, 7.5, 9.5, 10.5,
    9.5, 7, 4
  };

  private static final int ROWS_AT_ONCE = 1_000;
  private static final String[] ACTIONS = {"warn", "mute", "mute", "kick", "kick", "ban"};

  private final RandomGenerator random;
  private final int users;
  private final List<RoomKey> rooms;

  /// What was written.
  public record Written(long sessions, long calls, long actions) {}

  private DemoData(RandomGenerator random, int users, List<RoomKey> rooms) {
    this.random = random;
    this.users = users;
    this.rooms = rooms;
  }

  /// Writes `days` days of about `sessionsPerDay` sessions each, the last day being `last`, and
  /// makes the sums of them. The database must not be in use by a server. One day is in memory at a
  /// time, and a transaction has [#ROWS_AT_ONCE] sessions at most.
  ///
  /// @param random the same one makes the same sessions
  public static Written write(
      Database database, LocalDate last, int days, int sessionsPerDay, RandomGenerator random) {
    StoreLimits limits = StoreLimits.DEFAULT;
    try (Store store = Store.open(database, () -> Timestamps.startOf(last.plusDays(1)), limits)) {
      List<RoomKey> rooms =
          store.worlds().all().stream()
              .flatMap(world ->
                  world.rooms().stream().map(room -> new RoomKey(world.world(), room.roomId())))
              .toList();
      DemoData demo = new DemoData(random, Math.max(20, sessionsPerDay / 3), rooms);
      Jdbi jdbi = Jdbi.create(Backend.of(database, limits).writing());
      Written written = new Written(0, 0, 0);
      for (LocalDate day = last.minusDays(days - 1L); !day.isAfter(last); day = day.plusDays(1)) {
        LocalDate today = day;
        Written one = jdbi.withHandle(handle -> demo.day(handle, today, sessionsPerDay));
        written =
            new Written(
                written.sessions() + one.sessions(),
                written.calls() + one.calls(),
                written.actions() + one.actions());
      }
      store.usage().fresh().join();
      return written;
    }
  }

  private record Visit(RoomKey room, int user, Instant from, Instant to, long speakingSeconds) {}

  private Written day(Handle handle, LocalDate day, int sessionsPerDay) {
    double weekend = day.getDayOfWeek().getValue() >= 6 ? 1.35 : 0.86;
    int count = (int) (sessionsPerDay * weekend * (0.9 + 0.2 * random.nextDouble()));
    Map<RoomKey, List<Visit>> byRoom = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Visit visit = visit(day);
      byRoom.computeIfAbsent(visit.room(), _ -> new ArrayList<>()).add(visit);
    }
    handle.useTransaction(open -> insertUsers(open, day, byRoom));
    List<Visit> visits = byRoom.values().stream().flatMap(List::stream).toList();
    for (int first = 0; first < visits.size(); first += ROWS_AT_ONCE) {
      int from = first;
      handle.useTransaction(open -> insertSessions(open, day, visits, from));
    }
    long calls = 0;
    for (Map.Entry<RoomKey, List<Visit>> room : byRoom.entrySet()) {
      calls += handle.inTransaction(open -> insertCalls(open, room.getKey(), room.getValue()));
    }
    int actions = handle.inTransaction(open -> insertActions(open, day, count));
    return new Written(count, calls, actions);
  }

  private Visit visit(LocalDate day) {
    Instant from =
        day.atStartOfDay()
            .toInstant(ZoneOffset.UTC)
            .plusMillis(hour() * DayUsage.HOUR_MS + random.nextLong(DayUsage.HOUR_MS));
    long seconds =
        random.nextInt(12) == 0
            ? random.nextLong(5, 60)
            : (long) Math.min(14_000, 90 + 1_500 * -Math.log(1 - random.nextDouble()));
    double share = Math.pow(random.nextDouble(), 2) * 0.6;
    double skew = Math.pow(random.nextDouble(), 2.2);
    int room =
        Math.min(rooms.size() - 1, (int) (Math.pow(random.nextDouble(), 1.6) * rooms.size()));
    return new Visit(
        rooms.get(room),
        (int) (skew * users),
        from,
        from.plusSeconds(seconds),
        (long) (seconds * share));
  }

  private int hour() {
    double sum = 0;
    for (double weight : HOUR_WEIGHTS) {
      sum += weight;
    }
    double at = random.nextDouble() * sum;
    int hour = 0;
    while (hour < HOUR_WEIGHTS.length - 1 && at >= HOUR_WEIGHTS[hour]) {
      at -= HOUR_WEIGHTS[hour++];
    }
    return hour;
  }

  private static String userId(int user) {
    return "demo-" + user;
  }

  private static void insertUsers(Handle handle, LocalDate day, Map<RoomKey, List<Visit>> visits) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO users (user_id, username, role, permissions, created_at, last_seen_at)
            VALUES (:user, :name, 'user', '', :at, :at)
            ON CONFLICT(user_id) DO UPDATE SET last_seen_at = excluded.last_seen_at
            """);
    String at = Timestamps.text(Timestamps.startOf(day));
    visits.values().stream()
        .flatMap(List::stream)
        .mapToInt(Visit::user)
        .distinct()
        .forEach(user ->
            batch.bind("user", userId(user)).bind("name", "Person " + user).bind("at", at).add());
    batch.execute();
  }

  private void insertSessions(Handle handle, LocalDate day, List<Visit> visits, int from) {
    PreparedBatch sessions =
        handle.prepareBatch(
            """
            INSERT INTO voice_sessions (session_id, room_id, user_id, username, world, joined_at,
              left_at, duration_seconds, speaking_seconds, created_at, end_reason)
            VALUES (:session, :room, :user, :name, :world, :joined, :left, :duration, :speaking,
              :joined, 'left')
            """);
    PreparedBatch metrics = handle.prepareBatch(CallMetrics.INSERT);
    Instant lastEnd = Timestamps.startOf(day);
    for (int i = from; i < Math.min(from + ROWS_AT_ONCE, visits.size()); i++) {
      Visit visit = visits.get(i);
      String session = "demo-" + day + "-" + i;
      long seconds = Duration.between(visit.from(), visit.to()).toSeconds();
      sessions
          .bind("session", session)
          .bind("room", visit.room().roomId())
          .bind("user", userId(visit.user()))
          .bind("name", "Person " + visit.user())
          .bind("world", visit.room().world())
          .bind("joined", Timestamps.text(visit.from()))
          .bind("left", Timestamps.text(visit.to()))
          .bind("duration", seconds)
          .bind("speaking", visit.speakingSeconds())
          .add();
      CallMetrics.bind(metrics, session, visit.to(), seconds, null, quality(seconds)).add();
      lastEnd = visit.to().isAfter(lastEnd) ? visit.to() : lastEnd;
    }
    sessions.execute();
    metrics.execute();
    UsageRollup.stale(handle, Timestamps.startOf(day), lastEnd);
  }

  private ConnectionQuality quality(long seconds) {
    long packets = seconds * 50;
    double loss = Math.pow(random.nextDouble(), 8) * 0.12;
    long lost = (long) (packets * loss);
    long latencyMs = 15 + (long) (Math.pow(random.nextDouble(), 3) * 350);
    long jitterMs = 1 + (long) (Math.pow(random.nextDouble(), 4) * 60);
    return new ConnectionQuality(
        packets - lost, lost, jitterMs * 1_000_000, packets, 0, 0, latencyMs * 1_000_000);
  }

  private static int insertCalls(Handle handle, RoomKey room, List<Visit> visits) {
    List<Call.Span> spans =
        visits.stream()
            .sorted((a, b) -> a.from().compareTo(b.from()))
            .map(visit -> new Call.Span(visit.from(), visit.to()))
            .toList();
    List<Call> calls = Call.of(spans);
    for (Call call : calls) {
      Calls.insert(handle, room, call);
    }
    return calls.size();
  }

  private int insertActions(Handle handle, LocalDate day, int sessions) {
    int count = random.nextInt(Math.max(2, sessions / 200));
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO admin_actions (action_type, target_user_id, target_username, admin_user_id,
              admin_username, world, room_id, reason, created_at, action_id, source)
            VALUES (:type, :user, :name, :admin, :admin, :world, :room, 'demo', :at, :id, 'enforced')
            """);
    for (int i = 0; i < count; i++) {
      RoomKey room = rooms.get(random.nextInt(rooms.size()));
      int user = (int) (Math.pow(random.nextDouble(), 3) * users);
      Instant at = Timestamps.startOf(day).plusSeconds(hour() * 3_600L + random.nextInt(3_600));
      batch
          .bind("type", ACTIONS[random.nextInt(ACTIONS.length)])
          .bind("user", userId(user))
          .bind("name", "Person " + user)
          .bind("admin", "demo-moderator-" + random.nextInt(3))
          .bind("world", room.world())
          .bind("room", room.roomId())
          .bind("at", Timestamps.text(at))
          .bind("id", "demo-" + day + "-" + i)
          .add();
    }
    if (count > 0) {
      batch.execute();
    }
    return count;
  }
}
