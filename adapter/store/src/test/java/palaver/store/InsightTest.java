// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;
import palaver.rtc.ConnectionQuality;

@DisplayName("Histories and reports from stored sessions (R035-R038, R144-R164)")
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class InsightTest {

  private static final RoomKey GARDEN = new RoomKey("materie", "materie-2");
  private static final RoomKey CAMP = new RoomKey("energie", "energie-1");

  @TempDir Path folder;
  private final Fixture fixture = new Fixture();
  private Store store;
  private Talks talks;

  @BeforeEach
  void open() {
    store = fixture.open(folder);
    talks = new Talks(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void reportsOnUsersAddUpSessionsAndSpeaking() {
    talk(Fixture.ROOM, "ada", "12:00", 600, 150);
    talk(Fixture.ROOM, "bob", "12:05", 60, 30);
    talk(CAMP, "ada", "13:00", 200, 50);

    assertThat(rows(ReportKind.USERS))
        .containsExactly(
            row(
                "user_id",
                "ada",
                "username",
                "ada",
                "total_calls",
                2L,
                "total_seconds",
                800L,
                "speaking_seconds",
                200L,
                "listening_seconds",
                600L,
                "speaking_share",
                0.25),
            row(
                "user_id",
                "bob",
                "username",
                "bob",
                "total_calls",
                1L,
                "total_seconds",
                60L,
                "speaking_seconds",
                30L,
                "listening_seconds",
                30L,
                "speaking_share",
                0.5));
  }

  @Test
  void aReportOnOneWorldLeavesTheOthersOut() {
    talk(Fixture.ROOM, "ada", "12:00", 600, 150);
    talk(CAMP, "bob", "12:00", 60, 30);

    ReportQuery query = new ReportQuery(day(), day(), "energie", 10);
    assertThat(store.insight().report(ReportKind.USERS, query).join().rows())
        .singleElement()
        .satisfies(row -> assertThat(row.getFirst()).isEqualTo("bob"));
  }

  @Test
  void reportsOnRoomsKnowCallsAndTheirAverageLength() {
    SessionId ada = talks.joined(Fixture.ROOM, "ada", at("12:00"));
    SessionId bob = talks.joined(Fixture.ROOM, "bob", at("12:05"));
    talks.left(ada, at("12:10"), 600, 0, null);
    talks.left(bob, at("12:15"), 600, 0, null);
    talk(Fixture.ROOM, "ada", "14:00", 300, 0);
    talk(GARDEN, "cyd", "12:00", 30, 0);

    assertThat(rows(ReportKind.ROOMS))
        .first()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("room_id", "materie-1")
                .containsEntry("sessions", 3L)
                .containsEntry("calls", 2L)
                .containsEntry("average_call_seconds", 600.0)
                .containsEntry("average_session_seconds", 500.0)
                .containsEntry("max_participants", 2L));
  }

  @Test
  void capacityIsMeasuredWhileTheRoomIsOpen() {
    talk(Fixture.ROOM, "ada", "12:00", 600, 0);
    talk(Fixture.ROOM, "bob", "12:05", 300, 0);

    assertThat(rows(ReportKind.CAPACITY))
        .containsExactly(
            row(
                "world",
                "materie",
                "room_id",
                "materie-1",
                "capacity",
                10L,
                "peak",
                2L,
                "open_seconds",
                600L,
                "average_participants",
                1.5,
                "utilization_while_open",
                0.15,
                "utilization_at_peak",
                0.2));
  }

  @Test
  void peakTimesSplitASessionOverTheHours() {
    talk(Fixture.ROOM, "ada", "12:30", 3_600, 0);
    talk(CAMP, "bob", "13:10", 60, 0);

    List<Map<String, @Nullable Object>> hours = rows(ReportKind.PEAK_TIMES);
    assertThat(hours).hasSize(168);
    assertThat(hours.get(6 * 24 + 12))
        .isEqualTo(
            row(
                "weekday",
                "sunday",
                "hour",
                12L,
                "sessions",
                1L,
                "average_concurrent",
                0.5,
                "concurrent_peak",
                1L));
    assertThat(hours.get(6 * 24 + 13))
        .containsEntry("sessions", 1L)
        .containsEntry("concurrent_peak", 2L);
  }

  @Test
  void theConcurrentPeakOfADayCountsAllRooms() {
    talk(Fixture.ROOM, "ada", "12:00", 600, 0);
    talk(CAMP, "bob", "12:05", 60, 0);
    talk(CAMP, "cyd", "12:05", 60, 0);
    talk(CAMP, "dan", "12:20", 60, 0);

    assertThat(rows(ReportKind.CONCURRENCY))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("day", "2026-03-01")
                .containsEntry("concurrent_peak", 3L));
  }

  @Test
  void aSessionOverMidnightIsJoinedOnceAndPresentOnBothDays() {
    talk(Fixture.ROOM, "ada", "23:00", 7_200, 0);

    ReportQuery both = new ReportQuery(day(), day().plusDays(1), null, 10);
    ReportTable trends = store.insight().report(ReportKind.TRENDS, both).join();
    int sessionsAt = trends.columns().indexOf("sessions");
    int peakAt = trends.columns().indexOf("concurrent_peak");
    assertThat(trends.rows()).extracting(row -> row.get(sessionsAt)).containsExactly(1L, 0L);
    assertThat(trends.rows()).extracting(row -> row.get(peakAt)).containsExactly(1L, 1L);
  }

  @Test
  void aLaterEndMakesTheSumsAnew() {
    talk(Fixture.ROOM, "ada", "12:00", 60, 0);
    assertThat(rows(ReportKind.SUMMARY).getFirst()).containsEntry("sessions", 1L);
    talk(Fixture.ROOM, "ada", "12:10", 60, 0);
    assertThat(rows(ReportKind.SUMMARY).getFirst())
        .containsEntry("sessions", 2L)
        .containsEntry("total_seconds", 120L);
  }

  @Test
  void qualityIsWeighedByPacketsAndSessions() {
    talk(Fixture.ROOM, "ada", "12:00", 60, 0, quality(900, 100, 50));
    talk(Fixture.ROOM, "bob", "12:00", 60, 0, quality(3_000, 0, 150));
    talk(Fixture.ROOM, "cyd", "12:00", 60, 0);

    assertThat(rows(ReportKind.QUALITY))
        .singleElement()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("measured_sessions", 2L)
                .containsEntry("average_latency_ms", 100.0)
                .containsEntry("packet_loss", 0.025)
                .containsEntry("poor", 1L)
                .containsEntry("good", 1L));
  }

  @Test
  void whatModeratorsDidIsCountedByKindDayAndPerson() {
    action("kick", "bob", "2026-03-01T10:00:00.000Z");
    action("kick", "bob", "2026-03-01T11:00:00.000Z");
    action("mute", "ada", "2026-03-01T12:00:00.000Z");
    action("mute", "ada", "2026-03-02T00:00:00.000Z");

    assertThat(rows(ReportKind.ACTIONS))
        .first()
        .satisfies(row ->
            assertThat(row)
                .containsEntry("action_type", "kick")
                .containsEntry("actions", 2L)
                .hasEntrySatisfying(
                    "share", share -> assertThat((Double) share).isBetween(0.66, 0.67)));
    assertThat(rows(ReportKind.ACTION_DAYS))
        .containsExactly(
            row("day", "2026-03-01", "action_type", "kick", "actions", 2L),
            row("day", "2026-03-01", "action_type", "mute", "actions", 1L));
    assertThat(rows(ReportKind.MODERATED_USERS).getFirst())
        .isEqualTo(
            row(
                "user_id",
                "bob",
                "username",
                "bob",
                "actions",
                2L,
                "mutes",
                0L,
                "kicks",
                2L,
                "bans",
                0L,
                "warnings",
                0L));
  }

  @Test
  void responseTimesAreOfReportsThatWereResolved() {
    report("r1", "2026-03-01T12:00:00.000Z", "2026-03-01T12:01:00.000Z");
    report("r2", "2026-03-01T12:00:00.000Z", "2026-03-01T12:03:00.000Z");
    report("r3", "2026-03-01T12:00:00.000Z", null);

    assertThat(rows(ReportKind.RESPONSE_TIMES))
        .containsExactly(
            row(
                "reports",
                3L,
                "resolved",
                2L,
                "unresolved",
                1L,
                "median_seconds",
                60L,
                "p90_seconds",
                180L,
                "longest_seconds",
                180L));
  }

  @Test
  void anHourUnlikeTheSameHourOfOtherWeeksIsExplained() {
    for (int week = 1; week <= 8; week++) {
      for (int i = 0; i < 4; i++) {
        talk(Fixture.ROOM, "u" + i, at("12:0" + i).minusSeconds(week * 604_800L), 90, 0, null);
      }
    }
    for (int i = 0; i < 40; i++) {
      talk(Fixture.ROOM, "stranger-" + i, at("12:10").plusSeconds(i), 90, 0, null);
    }

    assertThat(rows(ReportKind.ANOMALIES))
        .singleElement()
        .satisfies(row -> {
          assertThat(row)
              .containsEntry("hour", "2026-03-01T12:00Z")
              .containsEntry("measure", "joins")
              .containsEntry("value", 40.0)
              .containsEntry("usual", 4.0);
          assertThat((String) row.get("explanation")).contains("40.0 joins", "8 sundays");
        });
  }

  @Test
  void callHistoryGoesOnBehindACursorAndIsFiltered() {
    talk(Fixture.ROOM, "ada", "12:00", 60, 0);
    talk(Fixture.ROOM, "bob", "13:00", 60, 0);
    talk(GARDEN, "ada", "14:00", 60, 0);
    talk(CAMP, "ada", "15:00", 60, 0);

    Insight.Page<Insight.PastCall> first = calls(filter("materie", null, null, 2, null));
    assertThat(first.entries())
        .extracting(Insight.PastCall::startedAt)
        .containsExactly(at("14:00"), at("13:00"));
    Insight.Page<Insight.PastCall> rest = calls(filter("materie", null, null, 2, first.next()));
    assertThat(rest.entries()).extracting(Insight.PastCall::startedAt).containsExactly(at("12:00"));
    assertThat(rest.next()).isNull();
    assertThat(calls(filter("materie", "materie-1", null, 9, null)).entries()).hasSize(2);
    assertThat(calls(filter("materie", null, "ada", 9, null)).entries())
        .extracting(Insight.PastCall::startedAt)
        .containsExactly(at("14:00"), at("12:00"));
  }

  @Test
  void aCallCountsItsMessages() {
    talk(Fixture.ROOM, "ada", "12:00", 60, 0);
    message("2026-03-01T12:00:30.000Z");
    message("2026-03-01T12:02:00.000Z");

    assertThat(calls(filter("materie", null, null, 9, null)).entries())
        .extracting(Insight.PastCall::messages)
        .containsExactly(1L);
  }

  @Test
  void aProfileHasSessionsTimeAndWhatModeratorsDid() {
    store.sessions().userSeen("ada", "Ada", Fixture.NOON).join();
    talk(Fixture.ROOM, "ada", "12:00", 600, 150);
    talk(Fixture.ROOM, "ada", "13:00", 90, 0);
    action("kick", "ada", "2026-03-01T10:00:00.000Z");
    action("warn", "ada", "2026-03-01T10:00:00.000Z");

    assertThat(store.insight().profile("ada").join())
        .hasValueSatisfying(profile -> {
          assertThat(profile.username()).isEqualTo("Ada");
          assertThat(profile.sessions()).isEqualTo(2);
          assertThat(profile.totalSeconds()).isEqualTo(690);
          assertThat(profile.kicks()).isEqualTo(1);
          assertThat(profile.warnings()).isEqualTo(1);
          assertThat(profile.bans()).isZero();
        });
    assertThat(store.insight().profile("nobody").join()).isEmpty();
  }

  @Test
  void aTimelineSaysWhoCameAndWentAndHowManyWereThere() {
    talk(Fixture.ROOM, "ada", "12:00", 600, 0);
    talk(Fixture.ROOM, "bob", "12:05", 60, 0);

    Insight.Filter filter =
        new Insight.Filter("materie", "materie-1", null, at("11:00"), at("13:00"), null, 10);
    assertThat(store.insight().timeline(filter).join())
        .extracting(m -> m.userId() + (m.joined() ? " joined " : " left ") + m.present())
        .containsExactly("ada joined 1", "bob joined 2", "bob left 1", "ada left 0");
  }

  @Test
  void anExportHasEverySessionOnceInOrder() {
    for (int i = 0; i < 2_345; i++) {
      talk(Fixture.ROOM, "u" + i % 7, at("12:00").plusSeconds(i / 3), 5, 0, null);
    }
    List<Insight.SessionDetail> all = new ArrayList<>();

    long count =
        store.insight().export(new ReportQuery(day(), day(), "materie", 1), all::addAll).join();

    assertThat(count).isEqualTo(2_345);
    assertThat(all)
        .extracting(detail -> detail.session().session())
        .doesNotHaveDuplicates()
        .hasSize(2_345);
    assertThat(all).extracting(detail -> detail.session().joinedAt()).isSorted();
  }

  private void talk(RoomKey room, String user, String time, long seconds, long speaking) {
    talk(room, user, at(time), seconds, speaking, null);
  }

  private void talk(
      RoomKey room, String user, String time, long seconds, long speaking, ConnectionQuality q) {
    talk(room, user, at(time), seconds, speaking, q);
  }

  private void talk(
      RoomKey room,
      String user,
      Instant joinedAt,
      long seconds,
      long speaking,
      @Nullable ConnectionQuality quality) {
    talks.talk(room, user, joinedAt, seconds, speaking, quality);
  }

  private static ConnectionQuality quality(long came, long lost, long latencyMs) {
    return new ConnectionQuality(came, lost, 0, 0, 0, 0, latencyMs * 1_000_000);
  }

  private void action(String type, String user, String at) {
    Fixture.other(folder)
        .useHandle(h ->
            h.execute(
                "INSERT INTO admin_actions (action_type, target_user_id, target_username,"
                    + " admin_user_id, world, created_at) VALUES (?, ?, ?, 'mod', 'materie', ?)",
                type,
                user,
                user,
                at));
  }

  private void report(String id, String filedAt, @Nullable String resolvedAt) {
    Fixture.other(folder)
        .useHandle(h ->
            h.execute(
                "INSERT INTO reports (report_id, world, room_id, reporter_user_id,"
                    + " reported_user_id, reason, filed_at, state, resolved_at)"
                    + " VALUES (?, 'materie', 'r', 'a', 'b', 'x', ?, 'open', ?)",
                id,
                filedAt,
                resolvedAt));
  }

  private void message(String at) {
    Fixture.other(folder)
        .useHandle(h ->
            h.execute(
                "INSERT INTO chat_messages (message_id, world, room_id, user_id, text, created_at)"
                    + " VALUES (?, 'materie', 'materie-1', 'ada', 'hello', ?)",
                at,
                at));
  }

  private Insight.Page<Insight.PastCall> calls(Insight.Filter filter) {
    return store.insight().calls(filter).join();
  }

  private static Insight.Filter filter(
      String world,
      @Nullable String room,
      @Nullable String user,
      int limit,
      Insight.@Nullable Cursor cursor) {
    return new Insight.Filter(world, room, user, null, null, cursor, limit);
  }

  private List<Map<String, @Nullable Object>> rows(ReportKind kind) {
    ReportTable table =
        store.insight().report(kind, new ReportQuery(day(), day(), null, 100)).join();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> values : table.rows()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(table.columns().get(i), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, @Nullable Object> row(Object... namesAndValues) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  private static LocalDate day() {
    return LocalDate.parse("2026-03-01");
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-01T" + time + ":00.000Z");
  }
}
