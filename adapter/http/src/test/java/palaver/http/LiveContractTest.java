// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.base.SessionId;
import palaver.identity.Account;
import palaver.identity.Role;
import palaver.rooms.RoomsCommand;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.SfuEvent;
import tools.jackson.databind.JsonNode;

/// The calls that go on (R032-R034), and what changes in them, over the WebSocket (R107).
class LiveContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient server = fixture.rest().withKey();
  private final RestClient mod = fixture.loggedIn(Role.MODERATOR);

  @AfterEach
  void stop() {
    fixture.close();
  }

  private SignalClient follow(String query) {
    return new SignalClient(
        fixture.port, "/api/admin/live" + query, mod.headers().toArray(String[]::new));
  }

  @Test
  void theCallsOfAWorldHaveExactlyTheFieldsOfTheProtocol() { // R032, R033, R034
    server.join("materie", "hall", "u1", "Ada");
    server.get("/api/voice/rooms/materie"); // by then the rooms have shown the seat
    fixture.now.updateAndGet(now -> now.plus(Duration.ofSeconds(90)));
    server.join("materie", "hall", "u2", "Ben");
    server.join("energie", "sun", "u3", "Cem");

    RestClient.Response answer = mod.get("/api/admin/voice-calls/materie");
    assertThat(answer.fields()).containsExactlyInAnyOrder("success", "calls");
    JsonNode calls = answer.json().path("calls");
    assertThat(calls).hasSize(1);
    JsonNode call = calls.get(0);
    assertThat(call.propertyNames())
        .containsExactlyInAnyOrder(
            "room_id",
            "room_name",
            "participant_count",
            "participants",
            "observers",
            "started_at",
            "duration_seconds");
    assertThat(call.path("room_id").asString()).isEqualTo("hall");
    assertThat(call.path("room_name").asString()).isEqualTo("Hall");
    assertThat(call.path("participant_count").intValue()).isEqualTo(2);
    assertThat(call.path("duration_seconds").intValue()).isEqualTo(90);
    assertThat(call.at("/participants/0").toString())
        .isEqualTo("{\"user_id\":\"u1\",\"username\":\"Ada\",\"is_speaking\":false}");
  }

  @Test
  void aCallIsGoneWhenItsLastSessionIs() {
    String session = server.join("materie", "hall", "u1", "Ada").text("session_id");
    server.leave(session);
    assertThat(mod.get("/api/admin/voice-calls/materie").json().path("calls")).isEmpty();
  }

  @Test
  void aSnapshotComesFirstAndThenEveryEventInOrder() {
    server.join("materie", "hall", "u1", "Ada");
    try (SignalClient live = follow("")) {
      JsonNode snapshot = live.next();
      assertThat(snapshot.path("type").asString()).isEqualTo("snapshot");
      assertThat(snapshot.at("/calls/0/participants/0/user_id").asString()).isEqualTo("u1");
      String session = server.join("materie", "hall", "u2", "Ben").text("session_id");
      server.leave(session);
      mod.post(
          "/api/admin/moderation/mute",
          "{\"world\":\"materie\",\"room_id\":\"hall\",\"user_id\":\"u1\"}");

      long sequence = snapshot.path("sequence").longValue();
      for (String type : List.of("participant_joined", "participant_left", "action")) {
        JsonNode event = live.next();
        assertThat(event.path("type").asString()).isEqualTo(type);
        assertThat(event.path("sequence").longValue()).isEqualTo(++sequence);
      }
    }
  }

  @Test
  void howWellSomebodyIsConnectedIsToldWhenItChanges() {
    SessionId session =
        new SessionId(server.join("materie", "hall", "u1", "Ada").text("session_id"));
    try (SignalClient live = follow("")) {
      JsonNode before = live.next("snapshot");
      assertThat(before.at("/calls/0/topology").asString()).isEqualTo("sfu");
      assertThat(before.at("/calls/0/participants/0/quality").isNull()).isTrue();

      measure(session, new ConnectionQuality(250, 0, 0, 0, 0, 0, 40_000_000));
      JsonNode quality = live.next("quality");
      assertThat(quality.path("user_id").asString()).isEqualTo("u1");
      assertThat(quality.path("room_id").asString()).isEqualTo("hall");
      assertThat(quality.path("quality").asString()).isEqualTo("excellent");
      measure(session, new ConnectionQuality(500, 0, 0, 0, 0, 0, 41_000_000));
      measure(session, new ConnectionQuality(750, 0, 0, 0, 0, 0, 500_000_000));
      assertThat(live.next().path("quality").asString()).isEqualTo("poor");
    }
    try (SignalClient live = follow("")) {
      assertThat(live.next("snapshot").at("/calls/0/participants/0/quality").asString())
          .isEqualTo("poor");
    }
  }

  private void measure(SessionId session, ConnectionQuality quality) {
    fixture.signal.submit(
        new RoomsCommand.FromMedia(0, new SfuEvent.QualityMeasured(session, quality)));
  }

  @Test
  void whoLogsOutSeesNothingMore() {
    try (SignalClient live = follow("")) {
      live.next("snapshot");
      assertThat(mod.post("/api/account/logout", "{}").status()).isEqualTo(200);
      assertThat(live.closeStatus()).isEqualTo(1008);
    }
  }

  @Test
  void whoLosesTheirRoleSeesNothingMore() {
    fixture.accounts.add(account(Role.MODERATOR)).join();
    try (SignalClient live = follow("")) {
      live.next("snapshot");
      fixture.accounts.changeRole("moderator", Role.USER, Set.of()).join();
      assertThat(live.closeStatus()).isEqualTo(1008);
    }
  }

  @Test
  void aStoreThatCannotAnswerClosesNothing() {
    try (SignalClient live = follow("")) {
      live.next("snapshot");
      fixture.accounts.fails = true;
      server.join("materie", "hall", "u1", "Ada");
      live.next("participant_joined");
      fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(2)));
      assertThat(live.closeStatus()).isEqualTo(1008);
    }
  }

  private Account account(Role role) {
    return new Account(role.id(), role, Set.of(), "", fixture.now.get(), null, false);
  }

  @Test
  void whoWasAwayGetsTheRestOnceAndInOrder() {
    String cursor;
    try (SignalClient live = follow("")) {
      cursor = live.next().path("cursor").asString();
    }
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      server.join("materie", "hall", "u" + i, "Ada");
      users.add("u" + i);
    }
    try (SignalClient live = follow("?since=" + cursor)) {
      assertThat(live.next().path("type").asString()).isEqualTo("call_started");
      server.join("materie", "hall", "u5", "Ada");
      users.add("u5");
      List<String> seen = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        JsonNode event = live.next();
        assertThat(event.path("sequence").longValue()).isEqualTo(i + 2);
        seen.add(event.path("user_id").asString());
      }
      assertThat(seen).isEqualTo(users);
    }
  }

  @Test
  void aCursorOfAnotherRunOrTooOldGetsASnapshot() {
    server.join("materie", "hall", "u1", "Ada");
    for (String since : List.of("000000000000-1", "x", "", "-", cursor(99))) {
      try (SignalClient live = follow("?since=" + since)) {
        assertThat(live.next().path("type").asString()).as(since).isEqualTo("snapshot");
      }
    }
  }

  @Test
  void whatIsNoLongerRememberedGetsASnapshot() {
    String first = cursor(0);
    for (int i = 0; i <= palaver.http.live.LiveFeed.REMEMBERED_MAX; i++) {
      fixture.live.publish("alert", RestClient.JSON.createObjectNode().put("n", i));
    }
    try (SignalClient live = follow("?since=" + first)) {
      assertThat(live.next().path("type").asString()).isEqualTo("snapshot");
    }
    try (SignalClient live = follow("?since=" + first.replaceAll("-0$", "-1"))) {
      JsonNode event = live.next();
      assertThat(event.path("type").asString()).isEqualTo("alert");
      assertThat(event.path("sequence").longValue()).isEqualTo(2);
    }
  }

  @Test
  void onlyModeratorsFollow() {
    RestClient user = fixture.loggedIn(Role.USER);
    assertThatThrownBy(() ->
            new SignalClient(
                fixture.port, "/api/admin/live", user.headers().toArray(String[]::new)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new SignalClient(fixture.port, "/api/admin/live", new String[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  private String cursor(long sequence) {
    try (SignalClient live = follow("")) {
      String now = live.next().path("cursor").asString();
      return now.substring(0, now.indexOf('-') + 1) + sequence;
    }
  }
}
