// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The sums of one UTC day, made of the sessions that touch it. The same sessions always make the
/// same sums, whatever was there before.
final class DayUsage {

  static final long HOUR_MS = 3_600_000L;
  static final int HOURS = 24;

  /// A room, a world, or the server; an empty name means all.
  record Scope(String world, String roomId) implements Comparable<Scope> {
    @Override
    public int compareTo(Scope other) {
      int worlds = world.compareTo(other.world);
      return worlds != 0 ? worlds : roomId.compareTo(other.roomId);
    }
  }

  /// Sums of a scope.
  static final class ScopeSums {
    final UsageSums day = new UsageSums();
    final UsageSums[] hours = new UsageSums[HOURS];
    private final List<long[]> changes = new ArrayList<>();

    ScopeSums() {
      Arrays.setAll(hours, _ -> new UsageSums());
    }
  }

  /// A user of a world.
  record User(String world, String userId) implements Comparable<User> {
    @Override
    public int compareTo(User other) {
      int worlds = world.compareTo(other.world);
      return worlds != 0 ? worlds : userId.compareTo(other.userId);
    }
  }

  /// Sums of a user.
  static final class UserSums {
    @Nullable String username;
    long sessions;
    long totalSeconds;
    long speakingSeconds;
  }

  final LocalDate day;
  final Map<Scope, ScopeSums> scopes = new TreeMap<>();
  final Map<User, UserSums> users = new TreeMap<>();
  private final long fromMs;
  private final long toMs;

  private DayUsage(LocalDate day) {
    this.day = day;
    fromMs = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    toMs = fromMs + HOURS * HOUR_MS;
  }

  /// @param sessions in any order; those that do not touch the day count nothing
  static DayUsage of(LocalDate day, Iterable<UsageSession> sessions) {
    DayUsage usage = new DayUsage(day);
    for (UsageSession session : sessions) {
      usage.add(session);
    }
    usage.scopes.values().forEach(usage::sweep);
    return usage;
  }

  /// The name of an hour, such as `2026-03-01T09`.
  static String hourName(LocalDate day, int hour) {
    return String.format(Locale.ROOT, "%sT%02d", day, hour);
  }

  private void add(UsageSession session) {
    if (session.joinedMs() >= toMs || session.leftMs() < fromMs) {
      return;
    }
    add(session, new Scope("", ""));
    add(session, new Scope(session.world(), ""));
    add(session, new Scope(session.world(), session.roomId()));
    if (session.joinedMs() >= fromMs) {
      UserSums user =
          users.computeIfAbsent(new User(session.world(), session.userId()), _ -> new UserSums());
      user.username = session.username() == null ? user.username : session.username();
      user.sessions++;
      user.totalSeconds += session.durationSeconds();
      user.speakingSeconds += session.speakingSeconds();
    }
  }

  private void add(UsageSession session, Scope scope) {
    ScopeSums sums = scopes.computeIfAbsent(scope, _ -> new ScopeSums());
    if (session.joinedMs() >= fromMs) {
      sums.day.join(session);
      sums.hours[(int) ((session.joinedMs() - fromMs) / HOUR_MS)].join(session);
    }
    sums.changes.add(new long[] {Math.max(session.joinedMs(), fromMs), 1});
    sums.changes.add(
        new long[] {Math.min(Math.max(session.leftMs(), session.joinedMs()), toMs), -1});
  }

  /// Goes through comings and goings in order of time; who leaves goes before who comes.
  private void sweep(ScopeSums sums) {
    sums.changes.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    int present = 0;
    long atMs = fromMs;
    for (long[] change : sums.changes) {
      spend(sums, present, atMs, change[0]);
      atMs = change[0];
      present += (int) change[1];
      if (change[1] > 0 && atMs < toMs) {
        sums.day.present(Math.max(present, 1), 0);
        sums.hours[(int) ((atMs - fromMs) / HOUR_MS)].present(Math.max(present, 1), 0);
      }
    }
    spend(sums, present, atMs, toMs);
    sums.changes.clear();
  }

  private void spend(ScopeSums sums, int present, long from, long to) {
    if (present <= 0) {
      return;
    }
    sums.day.present(present, to - from);
    for (long at = from; at < to; ) {
      int hour = (int) ((at - fromMs) / HOUR_MS);
      long end = Math.min(to, fromMs + (hour + 1) * HOUR_MS);
      sums.hours[hour].present(present, end - at);
      at = end;
    }
  }
}
