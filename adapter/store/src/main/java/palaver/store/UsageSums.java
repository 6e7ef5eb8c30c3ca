// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The sums of one scope (a room, a world, the server) in one hour or day: a row of `usage_hours`
/// or `usage_days`.
final class UsageSums {

  /// Sessions of less than this are short: somebody looked in.
  static final long SHORT_SECONDS = 60;

  private final Set<String> users = new HashSet<>();
  private long joins;
  private long shortJoins;
  private long sessionSeconds;
  private long speakingSeconds;
  private long occupiedMs;
  private long openMs;
  private int peak;
  private long measured;
  private double latencyMsSum;
  private double jitterMsSum;
  private long packetsExpected;
  private long packetsLost;
  private final long[] grades = new long[Grade.values().length];

  /// The grades in the order of their columns.
  enum Grade {
    EXCELLENT,
    GOOD,
    FAIR,
    POOR
  }

  static String columns() {
    return "joins, short_joins, users, session_seconds, speaking_seconds, occupied_seconds,"
        + " open_seconds, peak, measured, latency_ms_sum, jitter_ms_sum, packets_expected,"
        + " packets_lost, excellent, good, fair, poor";
  }

  static String placeholders() {
    return ":" + columns().replace(", ", ", :");
  }

  void join(UsageSession session) {
    users.add(session.userId());
    joins++;
    shortJoins += session.durationSeconds() < SHORT_SECONDS ? 1 : 0;
    sessionSeconds += session.durationSeconds();
    speakingSeconds += session.speakingSeconds();
    if (session.latencyMs() != null) {
      measured++;
      latencyMsSum += session.latencyMs();
      jitterMsSum += session.jitterMs() == null ? 0 : session.jitterMs();
    }
    packetsExpected += session.packetsExpected();
    packetsLost += session.packetsLost();
    if (session.grade() != null) {
      grades[Grade.valueOf(session.grade().toUpperCase(Locale.ROOT)).ordinal()]++;
    }
  }

  /// So many were there for so long.
  void present(int count, long spanMs) {
    peak = Math.max(peak, count);
    occupiedMs += count * spanMs;
    openMs += count > 0 ? spanMs : 0;
  }

  void bind(PreparedBatch batch, String world, String roomId, String period) {
    batch
        .bind("world", world)
        .bind("room", roomId)
        .bind("period", period)
        .bind("joins", joins)
        .bind("short_joins", shortJoins)
        .bind("users", users.size())
        .bind("session_seconds", sessionSeconds)
        .bind("speaking_seconds", speakingSeconds)
        .bind("occupied_seconds", (occupiedMs + 500) / 1000)
        .bind("open_seconds", (openMs + 500) / 1000)
        .bind("peak", peak)
        .bind("measured", measured)
        .bind("latency_ms_sum", latencyMsSum)
        .bind("jitter_ms_sum", jitterMsSum)
        .bind("packets_expected", packetsExpected)
        .bind("packets_lost", packetsLost)
        .bind("excellent", grades[Grade.EXCELLENT.ordinal()])
        .bind("good", grades[Grade.GOOD.ordinal()])
        .bind("fair", grades[Grade.FAIR.ordinal()])
        .bind("poor", grades[Grade.POOR.ordinal()])
        .add();
  }
}
