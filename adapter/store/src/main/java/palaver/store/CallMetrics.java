// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import palaver.rooms.SessionEnd;
import palaver.rtc.ConnectionGrade;
import palaver.rtc.ConnectionQuality;

/// The table `call_metrics`: one row for each session that ended.
final class CallMetrics {

  static final String INSERT =
      """
      INSERT INTO call_metrics (session_id, duration_seconds, participants, quality,
        latency_ms, jitter_ms, packet_loss, packets_expected, packets_lost, created_at)
      VALUES (:session, :duration, :participants, :quality, :latency, :jitter, :loss,
        :expected, :lost, :at)
      ON CONFLICT(session_id) DO NOTHING
      """;

  private static final double NS_PER_MS = 1e6;

  private CallMetrics() {}

  static void insert(Handle handle, String session, SessionEnd end) {
    SessionEnd.Measured measured = end.measured();
    ConnectionQuality quality = measured == null ? null : measured.quality();
    insert(
        handle,
        session,
        end.leftAt(),
        end.durationSeconds(),
        measured == null ? null : measured.participantsPeak(),
        quality);
  }

  static void insert(
      Handle handle,
      String session,
      Instant leftAt,
      long durationSeconds,
      @Nullable Integer participants,
      @Nullable ConnectionQuality quality) {
    bind(handle.createUpdate(INSERT), session, leftAt, durationSeconds, participants, quality)
        .execute();
  }

  /// Binds one row to [#INSERT], alone or within a batch.
  static <S extends SqlStatement<S>> S bind(
      S statement,
      String session,
      Instant leftAt,
      long durationSeconds,
      @Nullable Integer participants,
      @Nullable ConnectionQuality quality) {
    Figures figures = quality == null ? Figures.NONE : Figures.of(quality);
    return statement
        .bind("session", session)
        .bind("duration", durationSeconds)
        .bind("participants", participants)
        .bind("quality", figures.quality())
        .bind("latency", figures.latencyMs())
        .bind("jitter", figures.jitterMs())
        .bind("loss", figures.packetLoss())
        .bind("expected", figures.packetsExpected())
        .bind("lost", figures.packetsLost())
        .bind("at", Timestamps.text(leftAt));
  }

  /// What the columns hold; null is what was not measured.
  private record Figures(
      @Nullable String quality,
      @Nullable Double latencyMs,
      @Nullable Double jitterMs,
      @Nullable Double packetLoss,
      @Nullable Long packetsExpected,
      @Nullable Long packetsLost) {

    static final Figures NONE = new Figures(null, null, null, null, null, null);

    static Figures of(ConnectionQuality quality) {
      boolean sawRoundTrip = quality.roundTripNs() > 0;
      return new Figures(
          sawRoundTrip ? grade(quality) : null,
          sawRoundTrip ? quality.roundTripNs() / NS_PER_MS : null,
          quality.jitterNs() / NS_PER_MS,
          quality.packetLoss(),
          expected(quality),
          quality.lostIn() + quality.lostOut());
    }
  }

  private static long expected(ConnectionQuality quality) {
    return quality.packetsIn() + quality.lostIn() + quality.packetsOut();
  }

  /// The grades that people see (R197-R199), of round trip and loss over the whole session.
  static String grade(ConnectionQuality quality) {
    return ConnectionGrade.of(quality.roundTripNs(), quality.packetLoss()).wireName();
  }
}
