// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rtc.ConnectionQuality;

@DisplayName("Calls and what is measured of sessions (R036, R095, R144, R162)")
final class CallTest {

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();

  @Test
  void aCallLastsFromTheFirstWhoComesToTheLastWhoGoes() {
    assertThat(Call.of(List.of(span(0, 60), span(10, 90), span(90, 95), span(90, 120))))
        .containsExactly(new Call(at(0), at(120), 2, 4));
  }

  @Test
  void anEmptyRoomSeparatesTwoCalls() {
    assertThat(Call.of(List.of(span(0, 60), span(61, 70), span(62, 65))))
        .containsExactly(new Call(at(0), at(60), 1, 1), new Call(at(61), at(70), 2, 2));
  }

  @Test
  void aClockThatJumpedBackMakesNoCallOfNegativeLength() {
    assertThat(Call.of(List.of(span(50, 10)))).containsExactly(new Call(at(50), at(50), 1, 1));
  }

  @Test
  @SqliteOnly
  void whetherARoomIsEmptyIsFoundOutWithoutGoingThroughItsPast() {
    fixture.open(folder).close();
    assertThat(
            Fixture.other(folder)
                .<List<String>, RuntimeException>withHandle(handle ->
                    handle
                        .createQuery("EXPLAIN QUERY PLAN " + Calls.IS_OPEN)
                        .bind("world", "materie")
                        .bind("room", "materie-1")
                        .map((row, _) -> row.getString("detail"))
                        .list()))
        .anyMatch(step -> step.contains("idx_sessions_open_room"));
  }

  @Test
  void theLastEndWritesTheCall() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", at(0))).join();
      store.sessions().insert(Fixture.opened("s2", at(10))).join();
      end(store, "s1", 60);
      assertThat(rows("SELECT * FROM calls")).isEmpty();
      end(store, "s2", 90);
      store.sessions().insert(Fixture.opened("s3", at(200))).join();
      end(store, "s3", 230);

      assertThat(
              rows(
                  "SELECT world, room_id, started_at, duration_seconds, max_participants, sessions"
                      + " FROM calls ORDER BY id"))
          .containsExactly(
              Map.of(
                  "world",
                  "materie",
                  "room_id",
                  "materie-1",
                  "started_at",
                  "2026-03-01T12:00:00.000Z",
                  "duration_seconds",
                  90,
                  "max_participants",
                  2,
                  "sessions",
                  2),
              Map.of(
                  "world",
                  "materie",
                  "room_id",
                  "materie-1",
                  "started_at",
                  "2026-03-01T12:03:20.000Z",
                  "duration_seconds",
                  30,
                  "max_participants",
                  1,
                  "sessions",
                  1));
    }
  }

  @Test
  void whatWasMeasuredIsKeptWithTheEnd() {
    try (Store store = fixture.open(folder)) {
      store.sessions().insert(Fixture.opened("s1", at(0))).join();
      ConnectionQuality quality =
          new ConnectionQuality(900, 40, 3_000_000, 985, 37, 7_500_000, 120_000_000);
      SessionEnd end =
          new SessionEnd(at(60), 60, 20, EndReason.LEFT, new SessionEnd.Measured(4, quality));
      assertThat(store.sessions().end(new SessionId("s1"), end).join()).isTrue();
      assertThat(store.sessions().end(new SessionId("s1"), end).join()).isFalse();

      assertThat(rows("SELECT * FROM call_metrics"))
          .singleElement()
          .satisfies(row ->
              assertThat(row)
                  .containsEntry("session_id", "s1")
                  .containsEntry("duration_seconds", 60)
                  .containsEntry("participants", 4)
                  .containsEntry("quality", "good")
                  .containsEntry("latency_ms", 120.0)
                  .containsEntry("jitter_ms", 7.5)
                  .containsEntry("packet_loss", 0.04)
                  .hasEntrySatisfying(
                      "packets_lost",
                      lost -> assertThat(((Number) lost).intValue()).isEqualTo(77)));
    }
  }

  @Test
  void gradesFollowLatencyAndLoss() {
    assertThat(grade(99, 0)).isEqualTo("excellent");
    assertThat(grade(100, 0)).isEqualTo("good");
    assertThat(grade(10, 1)).isEqualTo("good");
    assertThat(grade(199, 5)).isEqualTo("fair");
    assertThat(grade(399, 0)).isEqualTo("fair");
    assertThat(grade(400, 0)).isEqualTo("poor");
    assertThat(grade(10, 10)).isEqualTo("poor");
  }

  private static String grade(long latencyMs, int lostPercent) {
    return CallMetrics.grade(
        new ConnectionQuality(100 - lostPercent, lostPercent, 0, 0, 0, 0, latencyMs * 1_000_000));
  }

  private void end(Store store, String session, long seconds) {
    SessionEnd end = new SessionEnd(at(seconds), seconds, 0, EndReason.LEFT);
    assertThat(store.sessions().end(new SessionId(session), end).join()).isTrue();
  }

  private List<Map<String, Object>> rows(String sql) {
    return Fixture.other(folder).withHandle(h -> h.createQuery(sql).mapToMap().list());
  }

  private static Call.Span span(long from, long to) {
    return new Call.Span(at(from), at(to));
  }

  private static Instant at(long seconds) {
    return Fixture.NOON.plusSeconds(seconds);
  }
}
