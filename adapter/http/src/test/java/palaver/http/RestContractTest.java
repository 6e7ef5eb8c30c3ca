// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.http.access.RateLimit;
import palaver.http.access.RateRule;
import palaver.http.json.Wire;
import tools.jackson.databind.JsonNode;

/// Health, guest tickets, lists, tracking notes, and what every address does when it is misused.
class RestContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();
  private final RestClient server = rest.withKey();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void healthNeedsNoTokenAndHasTheGivenFields() { // R026
    RestClient.Response health = rest.get("/api/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.fields())
        .containsExactlyInAnyOrder("status", "version", "features", "database", "timestamp");
    assertThat(health.text("status")).isEqualTo("ok");
    assertThat(health.text("version")).isEqualTo("0.1-test");
    assertThat(health.text("database")).isEqualTo("connected");
    assertThat(health.json().path("features").isArray()).isTrue();
    assertThat(health.text("timestamp")).isEqualTo(Wire.iso(fixture.now.get()));
  }

  @Test
  void healthIsOkOnlyWhenTheServerCanServe() throws InterruptedException {
    fixture.records.writable = false;
    assertThat(rest.get("/api/health").status()).isEqualTo(503);
    assertThat(rest.get("/api/health").text("database")).isEqualTo("unavailable");
    fixture.records.writable = true;
    fixture.mediaRunning = false;
    assertThat(rest.get("/api/health").status()).isEqualTo(503);
    assertThat(rest.get("/api/health").text("database")).isEqualTo("connected");
    fixture.mediaRunning = true;
    assertThat(rest.get("/api/health").status()).isEqualTo(200);
    fixture.signal.stop(1_000);
    assertThat(rest.get("/api/health").status()).isEqualTo(503);
    assertRefused(server.join("materie", "hall", "u1", "Ada"), 503, "SERVER_STOPPING");
  }

  @Test
  void aPageGetsAGuestTicket() {
    RestClient.Response guest = rest.guest();
    assertThat(guest.status()).isEqualTo(200);
    assertThat(guest.fields())
        .containsExactlyInAnyOrder("success", "ticket", "user_id", "expires_at", "worlds");
    assertThat(guest.json().path("worlds").values())
        .extracting(JsonNode::asString)
        .containsExactly("materie", "energie");
    assertThat(guest.text("user_id")).matches("guest-[0-9a-f]{32}");
    assertThat(guest.text("expires_at"))
        .isEqualTo(Wire.iso(fixture.now.get().plus(Duration.ofHours(12))));
    assertThat(rest.guest().text("user_id")).isNotEqualTo(guest.text("user_id"));
  }

  @Test
  void anOldTicketKeepsItsUserId() {
    RestClient.Response old = rest.guest();
    fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(13)));

    RestClient.Response renewed = renew(old.text("ticket"));
    RestClient.Response unknown = renew("a.b.c");

    assertThat(renewed.text("user_id")).isEqualTo(old.text("user_id"));
    RestClient guest = rest.bearer(renewed.text("ticket"));
    assertThat(guest.get("/api/voice/rooms/materie").status()).isEqualTo(200);
    assertThat(unknown.status()).isEqualTo(200);
    assertThat(unknown.text("user_id")).isNotEqualTo(old.text("user_id"));
    fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(25)));
    assertThat(renew(old.text("ticket")).text("user_id")).isNotEqualTo(old.text("user_id"));
  }

  @Test
  void guestTicketsAreForPagesAndForTheKey() {
    assertRefused(rest.post("/api/voice/guest", "{}"), 401, "UNAUTHORIZED");
    assertRefused(
        rest.with("Origin", "https://evil.example").post("/api/voice/guest", "{}"),
        403,
        "FORBIDDEN");
    assertThat(server.post("/api/voice/guest", "{}").status()).isEqualTo(200);
    String ticket = rest.guest().text("ticket");
    assertRefused(rest.bearer(ticket).post("/api/voice/guest", "{}"), 403, "FORBIDDEN");
  }

  @Test
  void oneAddressTakesSoManyGuestTicketsOnly() { // R048
    try (ServerFixture few =
        ServerFixture.withLimits(limits ->
            new HttpLimits(
                limits.bodyBytesMax(),
                limits.frameBytesMax(),
                limits.socketsMax(),
                limits.outboxMessagesMax(),
                limits.writeTimeout(),
                limits.callTimeout(),
                Map.of(RateLimit.GUEST_TICKETS, new RateRule(2, 1)),
                10))) {
      assertThat(few.rest().guest().status()).isEqualTo(200);
      assertThat(few.rest().guest().status()).isEqualTo(200);
      RestClient.Response refused = few.rest().guest();
      assertRefused(refused, 429, "RATE_LIMITED");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }
  }

  @Test
  void roomsAreListedWithTheirCounts() { // R031
    server.join("materie", "hall", "u1", "Ada");
    RestClient.Response list = server.get("/api/voice/rooms/materie");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body())
        .isEqualTo(
            "{\"success\":true,\"rooms\":["
                + "{\"room_id\":\"hall\",\"room_name\":\"Hall\","
                + "\"participant_count\":1,\"max_participants\":10,\"topology\":\"sfu\"},"
                + "{\"room_id\":\"lab\",\"room_name\":\"Lab\","
                + "\"participant_count\":0,\"max_participants\":4,\"topology\":\"sfu\"}]}");
  }

  @Test
  void listsAreForCallersAndOpenWorlds() {
    RestClient guest = rest.bearer(rest.guest().text("ticket"));
    server.join("materie", "cellar", "u1", "Ada");
    assertRefused(rest.get("/api/voice/rooms/materie"), 401, "UNAUTHORIZED");
    assertRefused(guest.get("/api/voice/rooms/club"), 403, "FORBIDDEN");
    assertRefused(guest.get("/api/voice/rooms/nowhere"), 404, "WORLD_NOT_FOUND");
    assertRefused(server.get("/api/voice/rooms/nowhere"), 404, "WORLD_NOT_FOUND");
    assertRefused(server.get("/api/voice/rooms/a%20b"), 400, "BAD_REQUEST");
    assertThat(guest.get("/api/voice/rooms/materie").json().path("rooms").size()).isEqualTo(2);
    assertThat(server.get("/api/voice/rooms/materie").json().path("rooms").size()).isEqualTo(3);
  }

  @Test
  void trackingNotesOfALiveSessionAreIdempotent() { // R039, R040, R010, R043
    RestClient.Response ticket = rest.guest();
    RestClient guest = rest.bearer(ticket.text("ticket"));
    String userId = ticket.text("user_id");
    String session = guest.join("materie", "hall", userId, "Ada").text("session_id");

    for (int i = 0; i < 2; i++) {
      RestClient.Response start =
          guest.post("/api/admin/voice-session/start", start(session, userId));
      assertThat(start.status()).isEqualTo(200);
      assertThat(start.fields())
          .containsExactlyInAnyOrder("success", "session_id", "message", "timestamp");
    }
    assertThat(fixture.records.rows).hasSize(1);
    for (int i = 0; i < 2; i++) {
      RestClient.Response end = guest.post("/api/admin/voice-session/end", end(session, userId));
      assertThat(end.status()).isEqualTo(200);
      assertThat(end.text("session_id")).isEqualTo(session);
    }
    // Ruling on trust: the server's own figures, not the client's.
    assertThat(fixture.records.end(session).durationSeconds()).isLessThan(4_000);
    assertThat(fixture.records.end(session).speakingSeconds()).isZero();
    assertThat(guest.leave(session).status()).isEqualTo(200);
  }

  @Test
  void onlyTheKeyNotesSessionsFromElsewhere() {
    RestClient.Response ticket = rest.guest();
    RestClient guest = rest.bearer(ticket.text("ticket"));
    String userId = ticket.text("user_id");
    assertRefused(
        guest.post("/api/admin/voice-session/start", start("hall_u1_17", userId)),
        404,
        "SESSION_NOT_FOUND");
    assertRefused(
        guest.post("/api/admin/voice-session/start", start("hall_u1_17", "u1")),
        403,
        "USER_MISMATCH");

    assertThat(server.post("/api/admin/voice-session/start", start("hall_u1_17", "u1")).status())
        .isEqualTo(200);
    assertRefused(
        guest.post("/api/admin/voice-session/end", end("hall_u1_17", userId)),
        403,
        "USER_MISMATCH");
    fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(90)));
    assertThat(server.post("/api/admin/voice-session/end", end("hall_u1_17", "u1")).status())
        .isEqualTo(200);

    assertThat(fixture.records.end("hall_u1_17").durationSeconds()).isEqualTo(90);
    assertThat(fixture.records.end("hall_u1_17").speakingSeconds()).isEqualTo(90);
    assertRefused(
        server.post("/api/admin/voice-session/end", end("unknown", "u1")),
        404,
        "SESSION_NOT_FOUND");
  }

  @Test
  void unknownAddressesAndWrongMethodsAreToldApart() {
    assertRefused(server.get("/api/voice/nothing"), 404, "NOT_FOUND");
    assertRefused(server.get("/api"), 404, "NOT_FOUND");
    assertRefused(server.post("/api/voice/nothing", "{}"), 404, "NOT_FOUND");
    assertRefused(server.get("/api/voice/join"), 405, "METHOD_NOT_ALLOWED");
    assertRefused(
        server.send("DELETE", "/api/health", BodyPublishers.noBody()), 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void whatNobodyExpectedStaysInTheLog() {
    fixture.records.findBreaks = true;
    RestClient.Response failed = server.leave("some-session");
    assertRefused(failed, 500, "INTERNAL");
    assertThat(failed.body()).doesNotContain("secret detail").doesNotContain("Exception");
    assertThat(failed.text("message")).containsPattern("[0-9a-f]{12}");
  }

  @Test
  void onlyAllowedOriginsMayCallFromAPage() { // R045
    try (ServerFixture listed =
        new ServerFixture(config ->
            new HttpConfig(
                config.host(),
                0,
                List.of("https://Voice.example"),
                List.of(),
                null,
                config.version(),
                List.of("Voice Call Tracking"),
                config.limits()))) {
      RestClient voice = listed.rest().with("Origin", "https://voice.example");
      RestClient.Response guest = voice.post("/api/voice/guest", "{}");
      assertThat(guest.status()).isEqualTo(200);
      assertThat(guest.header("Access-Control-Allow-Origin")).isEqualTo("https://voice.example");
      assertThat(guest.header("Vary")).contains("Origin");
      RestClient.Response health = voice.get("/api/health");
      assertThat(health.json().at("/features/0").asString()).isEqualTo("Voice Call Tracking");

      RestClient.Response preflight =
          voice
              .with("Access-Control-Request-Method", "POST")
              .send("OPTIONS", "/api/voice/join", BodyPublishers.noBody());
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
      assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");

      for (String origin : List.of("https://evil.example", "http://voice.example", "null")) {
        RestClient evil = listed.rest().with("Origin", origin);
        RestClient.Response refused = evil.withKey().join("materie", "hall", "u1", "Ada");
        assertRefused(refused, 403, "FORBIDDEN");
        assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(evil.get("/api/health").header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(evil.send("OPTIONS", "/api/voice/join", BodyPublishers.noBody()).status())
            .isEqualTo(403);
      }
      // The list replaces the own origin.
      assertRefused(listed.rest().guest(), 403, "FORBIDDEN");
    }
  }

  private RestClient.Response renew(String ticket) {
    JsonNode body = RestClient.JSON.createObjectNode().put("ticket", ticket);
    return rest.asPage().post("/api/voice/guest", body.toString());
  }

  private static String start(String session, String userId) {
    return RestClient.joinBody("materie", "hall", userId, "Ada")
        .put("session_id", session)
        .put("joined_at", "2026-02-13T10:00:00.000Z")
        .toString();
  }

  private static String end(String session, String userId) {
    return RestClient.JSON
        .createObjectNode()
        .put("session_id", session)
        .put("room_id", "hall")
        .put("user_id", userId)
        .put("left_at", "2026-02-13T11:00:00.000Z")
        .put("duration_seconds", 4_000)
        .put("speaking_seconds", 3_000)
        .toString();
  }
}
