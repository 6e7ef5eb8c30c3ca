// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.identity.Role;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight;
import palaver.rooms.insight.ReportTable;
import tools.jackson.databind.JsonNode;

@DisplayName("Histories, profiles and reports over REST (R035-R038, R138, R159, R160)")
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
class InsightContractTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ServerFixture fixture = new ServerFixture();
  private final RestClient moderator = fixture.loggedIn(Role.MODERATOR);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void callHistoryHasExactlyTheGivenFields() {
    fixture.insight.calls =
        new Insight.Page<>(
            List.of(new Insight.PastCall("materie", "hall", NOON, NOON.plusSeconds(90), 90, 4, 17)),
            null);

    RestClient.Response answer = moderator.get("/api/admin/call-history/materie?limit=50");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("success").asBoolean()).isTrue();
    JsonNode call = answer.json().at("/calls/0");
    assertThat(call.propertyNames())
        .containsExactlyInAnyOrder(
            "room_id",
            "started_at",
            "ended_at",
            "duration_seconds",
            "max_participants",
            "total_messages");
    assertThat(call.path("started_at").asString()).isEqualTo("2026-03-01T12:00:00.000Z");
    assertThat(call.path("ended_at").asString()).isEqualTo("2026-03-01T12:01:30.000Z");
    assertThat(call.path("max_participants").asInt()).isEqualTo(4);
    assertThat(call.path("total_messages").asInt()).isEqualTo(17);
    assertThat(fixture.insight.filters.getFirst().limit()).isEqualTo(50);
  }

  @Test
  void aCursorOfOneAnswerGoesOnInTheNext() {
    Insight.Cursor cursor = new Insight.Cursor("2026-03-01T12:00:00.000Z", 42);
    fixture.insight.calls = new Insight.Page<>(List.of(), cursor);
    String next = moderator.get("/api/admin/call-history/materie").text("next_cursor");

    assertThat(
            moderator
                .get(
                    "/api/admin/call-history/materie?room_id=hall&user_id=u1&from=2026-03-01T00:00:00Z&cursor="
                        + next)
                .status())
        .isEqualTo(200);

    assertThat(fixture.insight.filters.getLast())
        .isEqualTo(
            new Insight.Filter(
                "materie", "hall", "u1", Instant.parse("2026-03-01T00:00:00Z"), null, cursor, 50));
  }

  @Test
  void whatCannotBeReadIsRefusedByName() {
    for (String query :
        List.of("limit=0", "limit=201", "limit=x", "cursor=%21", "from=yesterday")) {
      RestClient.Response answer = moderator.get("/api/admin/call-history/materie?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.text("message")).contains("'" + query.split("=", 2)[0] + "'");
    }
  }

  @Test
  void aProfileHasExactlyTheGivenFields() {
    fixture.insight.profile =
        Optional.of(
            new Insight.Profile("u1", "Ada", "user", NOON, NOON, 12, 5_430, 600, 1, 5, 2, 3));

    RestClient.Response answer = moderator.get("/api/admin/user-profile/u1");

    JsonNode user = answer.json().path("user");
    assertThat(answer.fields()).containsExactlyInAnyOrder("success", "user");
    assertThat(user.propertyNames())
        .containsExactlyInAnyOrder(
            "user_id",
            "username",
            "role",
            "created_at",
            "total_calls",
            "total_minutes",
            "warnings",
            "kicks",
            "bans");
    assertThat(user.path("total_calls").asInt()).isEqualTo(12);
    assertThat(user.path("total_minutes").asInt()).isEqualTo(91);
    assertThat(user.path("kicks").asInt()).isEqualTo(2);
  }

  @Test
  void anUnknownUserIsNotFound() {
    RestClient.Response answer = moderator.get("/api/admin/user-profile/nobody");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("error")).isEqualTo("NOT_FOUND");
  }

  @Test
  void sessionsOfAUserAreListed() {
    fixture.insight.sessions = new Insight.Page<>(List.of(session("Ada")), null);

    JsonNode answer = moderator.get("/api/admin/sessions?user_id=u1").json();

    assertThat(answer.at("/sessions/0/duration_seconds").asInt()).isEqualTo(61);
    assertThat(answer.at("/sessions/0/end_reason").asString()).isEqualTo("left");
    assertThat(fixture.insight.filters.getFirst().userId()).isEqualTo("u1");
  }

  @Test
  void aTimelineIsOfTheLastDayUnlessAsked() {
    fixture.now.set(NOON);
    fixture.insight.movements =
        List.of(
            new Insight.Movement(
                NOON, new SessionId("s1"), "materie", "hall", "u1", "Ada", true, 1, null));

    JsonNode answer =
        fixture.loggedIn(Role.MODERATOR).get("/api/admin/timeline/materie/hall").json();

    assertThat(answer.at("/events/0/event").asString()).isEqualTo("joined");
    assertThat(fixture.insight.filters.getFirst().from()).isEqualTo(NOON.minusSeconds(86_400));
  }

  @Test
  void aReportIsRowsOfObjectsOrCsv() {
    fixture.insight.table =
        new ReportTable(
            List.of("user_id", "username", "speaking_share"),
            List.of(Arrays.asList("u1", "=cmd()", 0.25), Arrays.asList("u2", "A \"b\", c", null)));
    String report = "/api/admin/analytics/users?from=2026-03-01&to=2026-03-31&world=materie";

    JsonNode json = moderator.get(report).json();
    assertThat(json.at("/rows/0/speaking_share").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/rows/1/speaking_share").isNull()).isTrue();
    assertThat(fixture.insight.queries.getFirst().from()).isEqualTo(LocalDate.parse("2026-03-01"));

    RestClient.Response csv = moderator.get(report + "&format=csv");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body())
        .isEqualTo(
            "user_id,username,speaking_share\r\nu1,'=cmd(),0.25\r\nu2,\"A \"\"b\"\", c\",\r\n");
  }

  @Test
  void anUnknownReportAndABadRangeAreRefused() {
    assertThat(moderator.get("/api/admin/analytics/weather").status()).isEqualTo(404);
    assertThat(moderator.get("/api/admin/analytics/users?from=2026-03-02&to=2026-03-01").status())
        .isEqualTo(400);
    assertThat(moderator.get("/api/admin/analytics/users?format=xml").status()).isEqualTo(400);
  }

  @Test
  void anExportStreamsEveryPortion() {
    fixture.insight.portions =
        List.of(
            List.of(new Insight.SessionDetail(session("@ada"), null)),
            List.of(
                new Insight.SessionDetail(
                    session("Bob"), new Insight.Quality(2, "good", 120.0, 7.5, 0.01))));
    RestClient admin = fixture.confirmed(Role.ADMIN);

    List<String> lines = admin.get("/api/admin/export/sessions?format=csv").body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("s1,hall,u1,'@ada,materie,2026-03-01T12:00:00.000Z");
    assertThat(lines.get(2)).endsWith("left,good,120.0,7.5,0.01");
    JsonNode json = admin.get("/api/admin/export/sessions").json();
    assertThat(json.size()).isEqualTo(2);
    assertThat(json.at("/1/latency_ms").asDouble()).isEqualTo(120);
  }

  @Test
  void aStoreThatCannotAnswerIsUnavailable() {
    fixture.insight.fails = true;
    assertThat(moderator.get("/api/admin/sessions").status()).isEqualTo(503);
    assertThat(moderator.get("/api/admin/analytics/users").text("error"))
        .isEqualTo("STORE_UNAVAILABLE");
  }

  private static SessionRecord session(String username) {
    return new SessionRecord(
        new SessionId("s1"),
        new RoomKey("materie", "hall"),
        "u1",
        username,
        NOON,
        new SessionEnd(NOON.plusSeconds(61), 61, 12, EndReason.LEFT));
  }
}
