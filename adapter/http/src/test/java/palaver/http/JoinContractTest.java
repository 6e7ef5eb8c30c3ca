// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rooms.EndReason;
import palaver.rooms.SessionRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The join over REST, phase 1 of R002: every check, every refusal, every rollback.
class JoinContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();
  private final RestClient server = rest.withKey();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void joinAnswersWithExactlyTheFieldsOfTheProtocol() { // R027, R028, R029, R009
    RestClient.Response joined = server.join("materie", "hall", "u1", "Ada");

    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.fields())
        .containsExactlyInAnyOrder(
            "success",
            "session_id",
            "current_participant_count",
            "max_participants",
            "participants",
            "message",
            "signaling_url",
            "signaling_ticket",
            "ice_servers",
            "topology",
            "slots");
    JsonNode answer = joined.json();
    assertThat(answer.path("success").booleanValue()).isTrue();
    assertThat(UUID.fromString(joined.text("session_id"))).isNotNull(); // R007
    assertThat(answer.path("current_participant_count").intValue()).isEqualTo(1);
    assertThat(answer.path("max_participants").intValue()).isEqualTo(10);
    assertThat(answer.path("slots").intValue()).isEqualTo(9);
    assertThat(answer.path("ice_servers").isArray()).isTrue();
    assertThat(joined.text("signaling_url")).isEqualTo("/api/voice/signal");
    assertThat(joined.text("signaling_ticket")).hasSizeGreaterThanOrEqualTo(16);
    assertThat(answer.path("participants").toString())
        .isEqualTo(
            "[{\"userId\":\"u1\",\"username\":\"Ada\",\"isMuted\":false,\"isSpeaking\":false}]");
    assertThat(joined.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void theJoinerIsLastAndCounted() {
    server.join("materie", "hall", "u1", "Ada");
    RestClient.Response second = server.join("materie", "hall", "u2", "Ben");

    assertThat(second.json().path("current_participant_count").intValue()).isEqualTo(2);
    assertThat(second.json().at("/participants/0/userId").asString()).isEqualTo("u1");
    assertThat(second.json().at("/participants/1/userId").asString()).isEqualTo("u2");
  }

  @Test
  void theRowIsThereWhenTheAnswerIs() { // R001, R008
    RestClient.Response joined = server.join("materie", "hall", "u1", "  Ada  ");

    SessionRecord row = fixture.records.row(joined.text("session_id"));
    assertThat(row.room()).isEqualTo(new RoomKey("materie", "hall"));
    assertThat(row.userId()).isEqualTo("u1");
    assertThat(row.username()).isEqualTo("Ada");
    assertThat(row.joinedAt()).isEqualTo(fixture.now.get());
    assertThat(fixture.records.users).containsEntry("u1", "Ada");
  }

  @Test
  void aTokenIsNeeded() { // R003, R050, R051
    for (RestClient caller :
        List.of(
            rest,
            rest.bearer("not-the-key"),
            rest.bearer("a.b.c"),
            rest.bearer(""),
            rest.with("Authorization", "Basic " + ServerFixture.API_KEY))) {
      RestClient.Response refused = caller.join("materie", "hall", "u1", "Ada");
      assertRefused(refused, 401, "UNAUTHORIZED");
    }
  }

  @Test
  void anExpiredOrForeignGuestTicketIsNoToken() {
    RestClient.Response ticket = rest.guest();
    String token = ticket.text("ticket");
    String userId = ticket.text("user_id");
    int middle = token.length() / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, middle) + other + token.substring(middle + 1);
    assertRefused(rest.bearer(forged).join("materie", "hall", userId, "Ada"), 401, "UNAUTHORIZED");

    fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(12)));

    assertRefused(rest.bearer(token).join("materie", "hall", userId, "Ada"), 401, "UNAUTHORIZED");
  }

  @Test
  void aGuestJoinsAsThemselvesOnly() {
    RestClient.Response ticket = rest.guest();
    RestClient guest = rest.asPage().bearer(ticket.text("ticket"));

    assertRefused(guest.join("materie", "hall", "u1", "Ada"), 403, "USER_MISMATCH");
    assertThat(guest.join("materie", "hall", ticket.text("user_id"), "Ada").status())
        .isEqualTo(200);
  }

  @Test
  void aGuestJoinsListedRoomsOfOpenWorldsOnly() {
    RestClient.Response ticket = rest.guest();
    RestClient guest = rest.asPage().bearer(ticket.text("ticket"));
    String userId = ticket.text("user_id");

    assertRefused(guest.join("materie", "cellar", userId, "Ada"), 404, "ROOM_NOT_FOUND");
    assertRefused(guest.join("club", "bar", userId, "Ada"), 403, "FORBIDDEN");
    assertRefused(guest.join("nowhere", "bar", userId, "Ada"), 404, "WORLD_NOT_FOUND");
  }

  @Test
  void theKeyOpensUnlistedRoomsOfKnownWorlds() {
    assertThat(server.join("materie", "cellar", "u1", "Ada").status()).isEqualTo(200);
    assertThat(server.join("club", "bar", "u1", "Ada").status()).isEqualTo(200);
    assertRefused(server.join("nowhere", "bar", "u1", "Ada"), 404, "WORLD_NOT_FOUND");
  }

  @Test
  void eachFieldIsCheckedAndNamed() {
    for (String field : List.of("room_id", "user_id", "username", "world")) {
      ObjectNode body = RestClient.joinBody("materie", "hall", "u1", "Ada");
      body.remove(field);
      assertNames(field, body);
      assertNames(field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, 7));
      assertNames(field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, ""));
      assertNames(
          field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, "x".repeat(65)));
      assertNames(
          field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, "a\u0000b"));
    }
    for (String field : List.of("room_id", "user_id", "world")) {
      assertNames(field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, "a/b"));
      assertNames(field, RestClient.joinBody("materie", "hall", "u1", "Ada").put(field, "Zoë"));
    }
    assertNames(
        "username", RestClient.joinBody("materie", "hall", "u1", "Ada").put("username", " \t "));
    assertNames(
        "username",
        RestClient.joinBody("materie", "hall", "u1", "Ada").put("username", "Ada\u202egnitirw"));
    assertThat(fixture.records.rows).isEmpty();
  }

  @Test
  void namesOfAllLanguagesAndEmojiAreWelcome() {
    for (String name : List.of("Zoë", "李雷", "ماريا", "👩‍🚀 Eva", "x".repeat(64))) {
      assertThat(server.join("materie", "hall", "u1", name).status()).as(name).isEqualTo(200);
    }
  }

  @Test
  void unknownFieldsAreIgnored() {
    ObjectNode body = RestClient.joinBody("materie", "hall", "u1", "Ada").put("colour", "blue");
    assertThat(server.post("/api/voice/join", body.toString()).status()).isEqualTo(200);
  }

  @Test
  void brokenBodiesAreToldApart() {
    assertRefused(server.post("/api/voice/join", "{\"room_id\":"), 400, "MALFORMED_JSON");
    assertRefused(server.post("/api/voice/join", "{} trailing"), 400, "MALFORMED_JSON");
    assertRefused(server.post("/api/voice/join", "[]"), 400, "BAD_REQUEST");
    assertRefused(server.post("/api/voice/join", ""), 400, "BAD_REQUEST");
    assertRefused(
        server.post("/api/voice/join", "{\"x\":\"" + "y".repeat(20_000) + "\"}"),
        413,
        "FRAME_TOO_LARGE");
  }

  @Test
  void theEleventhIsRefused() { // R004, R022, R436
    for (int i = 1; i <= 10; i++) {
      assertThat(server.join("materie", "hall", "u" + i, "User " + i).status()).isEqualTo(200);
    }
    assertRefused(server.join("materie", "hall", "u11", "User 11"), 409, "ROOM_FULL");
    assertThat(fixture.records.rows).hasSize(10);
  }

  @Test
  void aNewerJoinOfTheSameUserTakesOver() { // R005
    String older = server.join("materie", "hall", "u1", "Ada").text("session_id");
    RestClient.Response newer = server.join("materie", "hall", "u1", "Ada");

    assertThat(newer.status()).isEqualTo(200);
    assertThat(newer.text("session_id")).isNotEqualTo(older);
    assertThat(participantCount("hall")).isEqualTo(1);
    assertThat(fixture.records.end(older).reason()).isEqualTo(EndReason.TAKEN_OVER);
  }

  @Test
  void noSeatIsGivenWhileTheStoreCannotBeWritten() { // R006
    fixture.records.writable = false;

    RestClient.Response refused = server.join("materie", "hall", "u1", "Ada");

    assertRefused(refused, 503, "STORE_UNAVAILABLE");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(participantCount("hall")).isZero();
  }

  @Test
  void aRowThatCannotBeWrittenGivesTheSeatBack() { // R018
    fixture.records.insertFails = true;
    for (int i = 1; i <= 12; i++) {
      assertRefused(server.join("materie", "hall", "u" + i, "User"), 503, "STORE_UNAVAILABLE");
    }
    fixture.records.insertFails = false;

    assertThat(server.join("materie", "hall", "u1", "Ada").status()).isEqualTo(200);
    assertThat(participantCount("hall")).isEqualTo(1);
  }

  @Test
  void aRowIsEndedWhenALaterStepOfTheJoinFails() { // R018
    fixture.records.userSeenFails = true;

    assertRefused(server.join("materie", "hall", "u1", "Ada"), 503, "STORE_UNAVAILABLE");

    assertThat(fixture.records.rows.values())
        .singleElement()
        .extracting(SessionRecord::end)
        .isNotNull();
    assertThat(participantCount("hall")).isZero();
  }

  private int participantCount(String roomId) {
    for (JsonNode room : server.get("/api/voice/rooms/materie").json().path("rooms")) {
      if (room.path("room_id").asString().equals(roomId)) {
        return room.path("participant_count").intValue();
      }
    }
    throw new AssertionError("no room " + roomId);
  }

  private void assertNames(String field, ObjectNode body) {
    RestClient.Response refused = server.post("/api/voice/join", body.toString());
    assertRefused(refused, 400, "BAD_REQUEST");
    assertThat(refused.text("message")).contains("'" + field + "'");
  }

  static void assertRefused(RestClient.Response response, int status, String code) {
    assertThat(response.text("error")).as(response.body()).isEqualTo(code);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.fields()) // R044
        .containsExactlyInAnyOrder("success", "error", "message", "timestamp");
    assertThat(response.json().path("success").booleanValue()).isFalse();
    assertThat(response.text("timestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(response.text("message")).isNotBlank();
  }
}
