// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import palaver.base.SessionId;
import palaver.http.monitor.RequestWatcher.Answered;
import palaver.identity.Role;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.AlertKind;
import palaver.rooms.alert.StoredAlert;
import tools.jackson.databind.JsonNode;

/// Metrics, alerts, request ids, and what is in the log (R165-R169, R380).
class MonitoringContractTest {
  private static final String ID = "test-request.0001";

  private final ServerFixture fixture = new ServerFixture();
  private final RestClient server = fixture.rest().withKey();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger palaver = (Logger) LoggerFactory.getLogger("palaver");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(
              event.getFormattedMessage()
                  + " "
                  + event.getKeyValuePairs()
                  + " "
                  + event.getMDCPropertyMap()
                  + " "
                  + event.getThrowableProxy());
        }
      };

  @BeforeEach
  void listen() {
    appender.setContext(palaver.getLoggerContext());
    appender.start();
    palaver.setLevel(Level.TRACE);
    palaver.addAppender(appender);
  }

  @AfterEach
  void stop() {
    fixture.close();
    palaver.detachAppender(appender);
    palaver.setLevel(null);
  }

  private Answered call(Predicate<Answered> wanted) {
    long deadlineNs = System.nanoTime() + 5_000_000_000L;
    while (System.nanoTime() < deadlineNs) {
      for (Answered call : fixture.watched.calls) {
        if (wanted.test(call)) {
          return call;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no such call in " + fixture.watched.calls);
  }

  private String log(String part) {
    long deadlineNs = System.nanoTime() + 5_000_000_000L;
    while (System.nanoTime() < deadlineNs) {
      for (String line : lines) {
        if (line.contains(part)) {
          return line;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no line with " + part + " in " + lines);
  }

  @Test
  void aCallKeepsTheIdThatItBringsAndGetsOneWhenItBringsNone() {
    assertThat(server.with("X-Request-Id", ID).get("/api/health").header("X-Request-Id"))
        .isEqualTo(ID);
    String made = server.get("/api/health").header("X-Request-Id");
    assertThat(made).matches("[0-9a-f]{20}");
    assertThat(server.get("/nowhere").header("X-Request-Id")).hasSize(20).isNotEqualTo(made);
    assertThat(fixture.rest().get("/api/admin/alerts").header("X-Request-Id")).hasSize(20);
  }

  @Test
  void whatIsNoIdIsReplaced() {
    for (String bad : List.of("short", "x".repeat(65), "has space in it", "{jndi:ldap://x}")) {
      assertThat(server.with("X-Request-Id", bad).get("/api/health").header("X-Request-Id"))
          .as(bad)
          .matches("[0-9a-f]{20}");
    }
  }

  @Test
  void theIdOfAJoinIsWithItsSessionFromSignalingToTheEnd() { // R380
    RestClient.Response joined =
        server.with("X-Request-Id", ID).join("materie", "hall", "u1", "Ada Lovelace");
    String session = joined.text("session_id");
    assertThat(fixture.watched.trail.correlationId(new SessionId(session))).isEqualTo(ID);
    assertThat(log("session began")).contains(ID, session, "hall");
    try (SignalClient socket = new SignalClient(fixture.port)) {
      socket.voiceJoin(session, joined.text("signaling_ticket"));
      assertThat(socket.next().path("type").asString()).isEqualTo("room_state");
      assertThat(log("signaling attached")).contains(ID, session);
    }
    server.leave(session);
    assertThat(log("session ended")).contains(ID, session, "left");
    assertThat(fixture.watched.trail.correlationId(new SessionId(session))).isNull();
  }

  @Test
  void aRefusedJoinLeavesNothingBehind() {
    fixture.records.writable = false;
    assertThat(server.join("materie", "hall", "u1", "Ada").status()).isEqualTo(503);
    Answered call = call(each -> each.route().equals("/api/voice/join"));
    assertThat(call.error()).isEqualTo("STORE_UNAVAILABLE");
    assertThat(call.status()).isEqualTo(503);
    assertThat(lines).noneMatch(line -> line.startsWith("session began"));
  }

  @Test
  void callsAreToldByTheirRouteAndNotByTheirAddress() {
    server.get("/api/voice/rooms/materie?secret=abc");
    server.get("/no/such/thing/" + ID);
    Answered rooms = call(each -> each.route().equals("/api/voice/rooms/{world}"));
    assertThat(rooms.method()).isEqualTo("GET");
    assertThat(rooms.status()).isEqualTo(200);
    assertThat(rooms.error()).isNull();
    assertThat(rooms.durationNs()).isPositive();
    Answered nothing = call(each -> each.status() == 404);
    assertThat(nothing.route()).isEqualTo("other");
    assertThat(nothing.error()).isEqualTo("NOT_FOUND");
    server.send("BREW", "/api/health", java.net.http.HttpRequest.BodyPublishers.noBody());
    call(each -> each.method().equals("other"));
  }

  @Test
  void nothingSecretAndNoQueryIsInTheLog() {
    RestClient.Response joined = server.join("materie", "hall", "u1", "Ada");
    String ticket = joined.text("signaling_ticket");
    String guest = fixture.rest().guest().text("ticket");
    RestClient admin = fixture.confirmed(Role.ADMIN);
    try (SignalClient socket = new SignalClient(fixture.port)) {
      socket.voiceJoin(joined.text("session_id"), ticket);
      socket.next();
    }
    fixture.rest().bearer(guest).get("/api/voice/rooms/materie?q=query-secret");
    admin.get("/api/admin/alerts?state=open&note=query-secret");
    fixture
        .rest()
        .post("/api/account/login", "{\"name\":\"admin\",\"password\":\"a-secret-password\"}");
    fixture.rest().bearer("wrong-token-0815").get("/api/admin/alerts");
    fixture.records.writable = false;
    server.join("materie", "lab", "u2", "Ben");
    log("/api/account/login");
    log("STORE_UNAVAILABLE");

    String all = lines.stream().collect(Collectors.joining("\n"));
    assertThat(all).contains("/api/voice/join");
    String token = admin.headers().getLast().replace("Bearer ", "");
    assertThat(all)
        .doesNotContain(
            ServerFixture.API_KEY,
            ticket,
            guest,
            token,
            "query-secret",
            "a-secret-password",
            "wrong-token-0815",
            "Ada");
  }

  @Test
  void metricsAreForThisMachineForAdminsAndForKeysOfThatScope() {
    RestClient here = fixture.rest();
    assertThat(here.get("/metrics").body()).isEqualTo("a_metric 1\n");
    assertThat(here.get("/metrics").header("Content-Type")).startsWith("text/plain");
    assertThat(here.get("/metrics").header("Cache-Control")).isEqualTo("no-store");

    RestClient proxied = here.with("X-Forwarded-For", "203.0.113.7");
    assertThat(proxied.get("/metrics").status()).isEqualTo(401);
    assertThat(here.with("Via", "1.1 x").get("/metrics").status()).isEqualTo(401);
    assertThat(here.with("Forwarded", "for=1.2.3.4").get("/metrics").status()).isEqualTo(401);
    assertThat(here.with("Sec-Fetch-Site", "cross-site").get("/metrics").status()).isEqualTo(401);
    assertThat(here.bearer("wrong").get("/metrics").status()).isEqualTo(401);

    assertThat(proxied.withKey().get("/metrics").status()).isEqualTo(200);
    assertThat(proxied.bearer(ServerFixture.BARE_KEY).get("/metrics").status()).isEqualTo(403);
    assertThat(fixture.loggedIn(Role.ADMIN).get("/metrics").status()).isEqualTo(200);
    assertThat(fixture.loggedIn(Role.MODERATOR).get("/metrics").status()).isEqualTo(403);
  }

  @Test
  void alertsAreListedNewestFirstInPages() { // R167
    for (int i = 1; i <= 5; i++) {
      fixture.watched.add(alert("a" + i)).join();
    }
    RestClient mod = fixture.loggedIn(Role.MODERATOR);
    RestClient.Response first = mod.get("/api/admin/alerts?limit=3");
    assertThat(first.fields()).containsExactlyInAnyOrder("success", "alerts", "before");
    assertThat(ids(first)).containsExactly("a5", "a4", "a3");
    assertThat(first.json().at("/alerts/0").toString())
        .isEqualTo(
            "{\"alert_id\":\"a5\",\"kind\":\"room_issue\",\"world\":\"materie\",\"room_id\":\"hall\","
                + "\"subject\":null,\"text\":\"Three fell out.\",\"held_back\":2,"
                + "\"raised_at\":\"2026-03-01T12:00:00.000Z\",\"acknowledged_at\":null,"
                + "\"acknowledged_by\":null}");
    RestClient.Response second =
        mod.get("/api/admin/alerts?limit=3&before=" + first.json().path("before").longValue());
    assertThat(ids(second)).containsExactly("a2", "a1");
    assertThat(second.json().path("before").isNull()).isTrue();
    assertThat(mod.get("/api/admin/alerts?state=wrong").status()).isEqualTo(400);
  }

  @Test
  void whoAcknowledgesAnAlertIsNotedOnceAndTold() {
    fixture.watched.add(alert("a1")).join();
    RestClient mod = fixture.loggedIn(Role.MODERATOR);
    try (SignalClient live =
        new SignalClient(fixture.port, "/api/admin/live", mod.headers().toArray(String[]::new))) {
      live.next();
      RestClient.Response done = mod.post("/api/admin/alerts/a1/acknowledge", "");
      assertThat(done.status()).isEqualTo(200);
      assertThat(done.json().at("/alert/acknowledged_by").asString()).isEqualTo("moderator");
      JsonNode event = live.next();
      assertThat(event.path("type").asString()).isEqualTo("alert_acknowledged");
      assertThat(event.path("alert_id").asString()).isEqualTo("a1");
    }
    RestClient.Response again =
        fixture.loggedIn(Role.ADMIN).post("/api/admin/alerts/a1/acknowledge", "");
    assertThat(again.json().at("/alert/acknowledged_by").asString()).isEqualTo("moderator");
    assertThat(ids(mod.get("/api/admin/alerts?state=open"))).isEmpty();
    assertThat(mod.post("/api/admin/alerts/none/acknowledge", "").text("error"))
        .isEqualTo("NOT_FOUND");
  }

  private static StoredAlert alert(String id) {
    return new StoredAlert(
        id,
        new Alert(AlertKind.ROOM_ISSUE, "materie", "hall", null, "Three fell out.", 2),
        java.time.Instant.parse("2026-03-01T12:00:00Z"),
        null,
        null);
  }

  private static List<String> ids(RestClient.Response answer) {
    return answer
        .json()
        .path("alerts")
        .valueStream()
        .map(a -> a.path("alert_id").asString())
        .toList();
  }
}
