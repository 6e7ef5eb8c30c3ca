// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.rooms.EndReason;
import tools.jackson.databind.JsonNode;

/// The signaling WebSocket, frame by frame (docs/protocol-signaling.md, section 2).
class SignalingContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient server = fixture.rest().withKey();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void voiceJoinIsAnsweredByTheWholeState() { // R013, R099
    RestClient.Response join = server.join("materie", "hall", "u1", "Ada");
    try (SignalClient client = new SignalClient(fixture.port)) {
      client.send(
          RestClient.JSON
              .createObjectNode()
              .put("type", "voice_join")
              .put("id", "first")
              .put("sessionId", join.text("session_id"))
              .put("ticket", join.text("signaling_ticket"))
              .put("userId", "u1")
              .put("username", "Ada")
              .toString());
      JsonNode state = client.next();

      assertThat(state.propertyNames())
          .containsExactlyInAnyOrder(
              "type",
              "revision",
              "room",
              "you",
              "participants",
              "observers",
              "locked",
              "slots",
              "id");
      assertThat(state.path("type").asString()).isEqualTo("room_state");
      assertThat(state.path("id").asString()).isEqualTo("first");
      assertThat(state.path("room").toString())
          .isEqualTo(
              "{\"roomId\":\"hall\",\"roomName\":\"Hall\",\"world\":\"materie\","
                  + "\"maxParticipants\":10,\"topology\":\"sfu\"}");
      JsonNode you = state.path("you");
      assertThat(you.propertyNames())
          .containsExactlyInAnyOrder(
              "userId", "sessionId", "stream", "role", "permissions", "ticket");
      assertThat(you.path("sessionId").asString()).isEqualTo(join.text("session_id")); // R017
      JsonNode me = state.at("/participants/0");
      assertThat(me.propertyNames())
          .containsExactlyInAnyOrder(
              "userId",
              "username",
              "stream",
              "isMuted",
              "isSilenced",
              "isSpeaking",
              "connection",
              "handRaised",
              "role");
      assertThat(me.path("connection").asString()).isEqualTo("joining");
    }
  }

  @Test
  void aRaisedHandIsSeenByAll() {
    try (SignalClient ada = SignalClient.joined(fixture, "ada");
        SignalClient ben = SignalClient.joined(fixture, "ben")) {
      ben.send("{\"type\":\"hand\",\"raised\":true}");
      JsonNode hand = ada.next("hand");
      assertThat(hand.path("userId").asString()).isEqualTo("ben");
      assertThat(hand.path("raised").asBoolean()).isTrue();

      ben.send("{\"type\":\"hand\",\"raised\":1,\"id\":\"9\"}");
      assertThat(ben.next("error").path("code").asString()).isEqualTo("BAD_REQUEST");
    }
  }

  @Test
  void othersLearnOfComingMutingAndGoing() {
    try (SignalClient ada = SignalClient.joined(fixture, "ada")) {
      long revision = ada.next("room_state").path("revision").longValue();
      SignalClient ben = SignalClient.joined(fixture, "ben");
      JsonNode joined = ada.next("participant_joined");
      assertThat(joined.at("/participant/userId").asString()).isEqualTo("ben");
      assertThat(joined.path("revision").longValue()).isEqualTo(revision + 1);

      ben.send("{\"type\":\"mute\",\"muted\":true}");
      JsonNode mute = ada.next("mute");
      assertThat(mute.path("userId").asString()).isEqualTo("ben");
      assertThat(mute.path("muted").booleanValue()).isTrue();
      assertThat(mute.path("by").asString()).isEqualTo("self");

      ben.send("{\"type\":\"leave\"}");
      assertThat(ben.next("ended").path("reason").asString()).isEqualTo("left");
      assertThat(ben.closeStatus()).isEqualTo(1000);
      JsonNode left = ada.next("participant_left");
      assertThat(left.path("userId").asString()).isEqualTo("ben");
      assertThat(left.path("reason").asString()).isEqualTo("left");
    }
  }

  @Test
  void framesAreAnsweredStrictlyInOrder() {
    try (SignalClient client = SignalClient.joined(fixture, "ada")) {
      client.next("room_state");
      List<String> frames =
          List.of(
              "{\"type\":\"ping\",\"id\":\"1\"}",
              "{\"type\":\"dance\",\"id\":\"2\"}",
              "{\"type\":\"ping\",\"id\":\"3\"}",
              "{\"type\":\"offer\",\"id\":\"4\"}",
              "{\"type\":\"room_state\",\"id\":\"5\"}",
              "{\"type\":\"offer\",\"to\":\"sfu\",\"sdp\":\"v=0\",\"id\":\"6\"}",
              "{\"type\":\"ping\",\"id\":\"7\"}");
      frames.forEach(client::send);
      for (int i = 1; i <= frames.size(); i++) {
        assertThat(client.next().path("id").asString()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void whatIsNoMessageGetsOneErrorAndChangesNothing() {
    try (SignalClient client = SignalClient.joined(fixture, "ada")) {
      client.next("room_state");
      assertError(client, "{\"type\":", "MALFORMED_JSON");
      assertError(client, "{\"type\":\"ping\"} {}", "MALFORMED_JSON");
      assertError(client, "", "MALFORMED_JSON");
      assertError(client, "[1]", "BAD_REQUEST");
      assertError(client, "{}", "BAD_REQUEST");
      assertError(client, "{\"type\":7}", "BAD_REQUEST");
      assertError(client, "{\"type\":\"ping\",\"id\":7}", "BAD_REQUEST");
      assertError(client, "{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}", "BAD_REQUEST");
      assertError(client, "{\"type\":\"mute\",\"muted\":\"yes\"}", "BAD_REQUEST");
      assertError(client, "{\"type\":\"ice\"}", "BAD_REQUEST");
      assertError(client, "{\"type\":\"Ping\"}", "UNKNOWN_TYPE");
      assertStillWorks(client);
    }
  }

  @Test
  void aFrameAbove64KiBIsRefusedAndTheSocketStays() {
    try (SignalClient client = SignalClient.joined(fixture, "ada")) {
      client.next("room_state");
      String start = "{\"type\":\"ping\",\"pad\":\"";
      String fits = start + "x".repeat(65_536 - start.length() - 2) + "\"}";
      client.send(fits);
      assertThat(client.next().path("type").asString()).isEqualTo("pong");
      assertError(client, fits + " ", "FRAME_TOO_LARGE");
      assertError(client, start + "€".repeat(21_900) + "\"}", "FRAME_TOO_LARGE");
      assertError(client, "x".repeat(900_000), "FRAME_TOO_LARGE");
      assertStillWorks(client);
    }
  }

  @Test
  void aFrameTooLargeToBeReadClosesTheSocketButNotTheSession() {
    RestClient.Response join = server.join("materie", "hall", "ada", "Ada");
    try (SignalClient first = new SignalClient(fixture.port);
        SignalClient second = new SignalClient(fixture.port)) {
      first.voiceJoin(join.text("session_id"), join.text("signaling_ticket"));
      String newest = first.next("room_state").at("/you/ticket").asString();
      first.sendAsFarAsItIsRead("x".repeat(1_100_000));
      // The close frame is lost when the system resets a connection with bytes that nobody read.
      assertThat(first.closeStatus()).isIn(1009, SignalClient.RESET);
      second.voiceJoin(join.text("session_id"), newest);
      assertThat(second.next().path("type").asString()).isEqualTo("room_state");
    }
  }

  @Test
  void binaryFramesAreRefused() {
    try (SignalClient client = SignalClient.joined(fixture, "ada")) {
      client.next("room_state");
      client.sendBinary("{\"type\":\"leave\"}".getBytes(StandardCharsets.UTF_8));
      assertThat(client.next().path("code").asString()).isEqualTo("BAD_REQUEST");
      assertStillWorks(client);
    }
  }

  @Test
  void theFirstMessageIsVoiceJoin() {
    try (SignalClient client = new SignalClient(fixture.port)) {
      assertError(client, "{\"type\":\"room_state\"}", "WRONG_ORDER");
    }
  }

  @Test
  void aTicketOpensItsOwnSessionOnly() {
    RestClient.Response ada = server.join("materie", "hall", "ada", "Ada");
    RestClient.Response ben = server.join("materie", "hall", "ben", "Ben");
    try (SignalClient client = new SignalClient(fixture.port)) {
      client.voiceJoin(ada.text("session_id"), ben.text("signaling_ticket"));
      assertThat(client.next("error").path("code").asString()).isEqualTo("BAD_TICKET");
    }
  }

  @Test
  void aLostSocketResumesWithTheNewestTicketOnly() { // design: a closed WebSocket is not a leave
    RestClient.Response join = server.join("materie", "hall", "ada", "Ada");
    String session = join.text("session_id");
    SignalClient first = new SignalClient(fixture.port);
    first.voiceJoin(session, join.text("signaling_ticket"));
    String newest = first.next("room_state").at("/you/ticket").asString();
    first.abort();

    try (SignalClient thief = new SignalClient(fixture.port);
        SignalClient second = new SignalClient(fixture.port)) {
      thief.voiceJoin(session, join.text("signaling_ticket"));
      assertThat(thief.next("error").path("code").asString()).isEqualTo("BAD_TICKET");
      second.voiceJoin(session, newest);
      JsonNode state = second.next("room_state");
      assertThat(state.at("/you/sessionId").asString()).isEqualTo(session);
      assertThat(state.at("/you/ticket").asString()).isNotEqualTo(newest);
    }
    assertThat(fixture.records.row(session).end()).isNull();
  }

  @Test
  void theOlderSessionIsToldWhyItEnds() {
    try (SignalClient older = SignalClient.joined(fixture, "ada");
        SignalClient newer = SignalClient.joined(fixture, "ada")) {
      assertThat(older.next("ended").path("reason").asString()).isEqualTo("taken_over");
      assertThat(older.closeStatus()).isEqualTo(1000);
      assertThat(newer.next("room_state").path("participants").size()).isEqualTo(1);
    }
  }

  @Test
  void aRestLeaveEndsTheSocket() {
    RestClient.Response join = server.join("materie", "hall", "ada", "Ada");
    try (SignalClient client = new SignalClient(fixture.port)) {
      client.voiceJoin(join.text("session_id"), join.text("signaling_ticket"));
      client.next("room_state");
      server.leave(join.text("session_id"));
      assertThat(client.next("ended").path("reason").asString()).isEqualTo("left");
      assertThat(client.closeStatus()).isEqualTo(1000);
    }
  }

  @Test
  void aStoppingServerSaysSoAndWhenToRetry() throws InterruptedException {
    RestClient.Response join = server.join("materie", "hall", "ada", "Ada");
    try (SignalClient client = new SignalClient(fixture.port)) {
      client.voiceJoin(join.text("session_id"), join.text("signaling_ticket"));
      client.next("room_state");
      fixture.signal.stop(2_500);
      fixture.server.stop();
      JsonNode ended = client.next("ended");
      assertThat(ended.path("reason").asString()).isEqualTo("server_stopping");
      assertThat(ended.path("retryAfterMs").longValue()).isEqualTo(2_500);
      assertThat(client.closeStatus()).isEqualTo(1000);
    }
    assertThat(fixture.records.end(join.text("session_id")).reason())
        .isEqualTo(EndReason.SERVER_STOPPING);
  }

  @Test
  void pagesOfForeignOriginsCannotOpenASocket() {
    Supplier<SignalClient> foreign =
        () -> new SignalClient(fixture.port, "Origin", "https://evil.example");
    assertThatThrownBy(foreign::get).hasMessageContaining("refused");
    try (SignalClient own = new SignalClient(fixture.port, "Origin", fixture.origin())) {
      assertError(own, "{\"type\":\"ping\"}", "WRONG_ORDER");
    }
  }

  private static void assertError(SignalClient client, String frame, String code) {
    client.send(frame);
    JsonNode error = client.next();
    assertThat(error.path("type").asString()).isEqualTo("error");
    assertThat(error.path("code").asString()).as(frame).isEqualTo(code);
    assertThat(error.path("message").asString()).isNotBlank();
  }

  private static void assertStillWorks(SignalClient client) {
    client.send("{\"type\":\"ping\",\"id\":\"still\"}");
    JsonNode pong = client.next();
    assertThat(pong.path("type").asString()).isEqualTo("pong");
    assertThat(pong.path("id").asString()).isEqualTo("still");
  }
}
