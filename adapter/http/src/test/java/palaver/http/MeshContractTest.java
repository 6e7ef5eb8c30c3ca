// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.identity.Role;
import tools.jackson.databind.JsonNode;

/// What browsers in a mesh room say to each other, frame by frame as it leaves the server
/// (docs/protocol-signaling.md, section 6a).
class MeshContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private SignalClient ada;
  private SignalClient ben;
  private String adaPeer;
  private String benPeer;

  @BeforeEach
  void meet() {
    RestClient.Response changed =
        fixture
            .loggedIn(Role.ADMIN)
            .send(
                "PATCH",
                "/api/admin/worlds/materie/rooms/lab",
                BodyPublishers.ofString("{\"topology\":\"mesh\"}"));
    assertThat(changed.status()).isEqualTo(200);
    ada = join("ada");
    adaPeer = peer(ada);
    ben = join("ben");
    benPeer = peer(ben);
  }

  @AfterEach
  void stop() {
    ada.close();
    ben.close();
    fixture.close();
  }

  private SignalClient join(String userId) {
    RestClient.Response join = fixture.rest().withKey().join("materie", "lab", userId, userId);
    assertThat(join.json().path("topology").asString()).isEqualTo("mesh");
    assertThat(join.json().path("slots").intValue()).isZero();
    SignalClient client = new SignalClient(fixture.port);
    client.voiceJoin(join.text("session_id"), join.text("signaling_ticket"));
    return client;
  }

  /// The name by which others address this client: its stream number.
  private static String peer(SignalClient client) {
    JsonNode state = client.next("room_state");
    assertThat(state.at("/room/topology").asString()).isEqualTo("mesh");
    return Integer.toString(state.at("/you/stream").intValue());
  }

  @Test
  void anOfferItsAnswerAndCandidatesArriveAsTheyWereSent() {
    ada.send("{\"type\":\"offer\",\"to\":\"%s\",\"sdp\":\"v=0 of ada\"}".formatted(benPeer));
    assertThat(ben.next("offer").toString())
        .isEqualTo(
            "{\"type\":\"offer\",\"from\":\"%s\",\"sdp\":\"v=0 of ada\"}".formatted(adaPeer));

    ben.send("{\"type\":\"answer\",\"to\":\"%s\",\"sdp\":\"v=0 of ben\"}".formatted(adaPeer));
    assertThat(ada.next("answer").toString())
        .isEqualTo(
            "{\"type\":\"answer\",\"from\":\"%s\",\"sdp\":\"v=0 of ben\"}".formatted(benPeer));

    String candidate =
        "{\"candidate\":\"candidate:1 1 udp 1 192.0.2.9 5 typ host\",\"sdpMid\":\"0\","
            + "\"sdpMLineIndex\":0,\"usernameFragment\":\"u\"}";
    ben.send("{\"type\":\"ice\",\"to\":\"%s\",\"candidate\":%s}".formatted(adaPeer, candidate));
    assertThat(ada.next("ice").toString())
        .isEqualTo(
            "{\"type\":\"ice\",\"from\":\"%s\",\"candidate\":%s}".formatted(benPeer, candidate));
  }

  @Test
  void theSenderIsNamedByTheServerWhateverTheFrameSays() {
    ada.send(
        "{\"type\":\"offer\",\"to\":\"%s\",\"from\":\"sfu\",\"sdp\":\"v=0\"}".formatted(benPeer));
    assertThat(ben.next("offer").path("from").asString()).isEqualTo(adaPeer);
  }

  @Test
  void nothingIsRelayedThatHasNoPeerOrNoOffer() {
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"99\",\"sdp\":\"v=0\",\"id\":\"1\"}", "NO_SUCH_PEER");
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"sfu\",\"sdp\":\"v=0\",\"id\":\"1\"}", "NO_SUCH_PEER");
    assertRefused(
        "{\"type\":\"answer\",\"to\":\"%s\",\"sdp\":\"v=0\",\"id\":\"1\"}".formatted(benPeer),
        "OFFER_EXPIRED");
    assertRefused("{\"type\":\"answer\",\"sdp\":\"v=0\",\"id\":\"1\"}", "BAD_REQUEST");

    ben.send("{\"type\":\"leave\"}");
    ada.next("participant_left");
    assertRefused(
        "{\"type\":\"offer\",\"to\":\"%s\",\"sdp\":\"v=0\",\"id\":\"1\"}".formatted(benPeer),
        "NO_SUCH_PEER");
  }

  private void assertRefused(String frame, String code) {
    ada.send(frame);
    JsonNode error = ada.next("error");
    assertThat(error.path("code").asString()).as(frame).isEqualTo(code);
    assertThat(error.path("id").asString()).isEqualTo("1");
  }

  @Test
  void nobodyListensInAndTheDashboardIsToldSo() {
    RestClient.Response refused =
        fixture
            .confirmed(Role.ADMIN)
            .post("/api/admin/observe", "{\"world\":\"materie\",\"room_id\":\"lab\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("error")).isEqualTo("NOT_IN_MESH");
    try (SignalClient live =
        new SignalClient(
            fixture.port,
            "/api/admin/live",
            fixture.loggedIn(Role.MODERATOR).headers().toArray(String[]::new))) {
      assertThat(live.next("snapshot").at("/calls/0/topology").asString()).isEqualTo("mesh");
    }
  }
}
