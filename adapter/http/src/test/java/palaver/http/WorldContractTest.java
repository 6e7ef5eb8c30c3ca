// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.identity.Role;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.world.HostedWorld;
import tools.jackson.databind.JsonNode;

/// What admins see of the worlds and change about them.
class WorldContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient admin = fixture.loggedIn(Role.ADMIN);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void theWorldsAreListedWithTheirRoomsAndBounds() {
    RestClient.Response answer = fixture.loggedIn(Role.MODERATOR).get("/api/admin/worlds");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.fields()).containsExactly("success", "worlds", "limits", "timestamp");
    assertThat(answer.json().path("worlds").get(0).toString())
        .isEqualTo(
            """
            {"world":"materie","open_to_guests":true,"network_bans":true,"rooms":[\
            {"room_id":"hall","room_name":"Hall","max_participants":10,"listed":true,"topology":"sfu"},\
            {"room_id":"lab","room_name":"Lab","max_participants":4,"listed":true,"topology":"sfu"}]}\
            """);
    assertThat(answer.json().path("limits").toString())
        .isEqualTo(
            """
            {"max_participants_min":2,"max_participants_max":200,"room_name_chars_max":64,\
            "worlds_max":50,"rooms_max":100}\
            """);
  }

  @Test
  void aWorldThatIsClosedToGuestsIsClosedAtOnce() {
    RestClient guest = fixture.rest().bearer(fixture.rest().guest().text("ticket"));
    assertThat(guest.get("/api/voice/rooms/materie").status()).isEqualTo(200);

    RestClient.Response closed = patch("materie", "{\"open_to_guests\":false}");
    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.json().at("/world/open_to_guests").booleanValue()).isFalse();
    assertThat(closed.json().at("/world/network_bans").booleanValue()).isTrue();

    assertThat(guest.get("/api/voice/rooms/materie").status()).isEqualTo(403);
    assertThat(fixture.rest().guest().json().path("worlds").toString()).isEqualTo("[\"energie\"]");
    assertThat(fixture.community.audit)
        .last()
        .satisfies(note -> {
          assertThat(note.action()).isEqualTo("world.changed");
          assertThat(note.world()).isEqualTo("materie");
          assertThat(note.actor()).isEqualTo("admin");
          assertThat(note.note()).isEqualTo("open_to_guests=false");
        });
  }

  @Test
  void bansHoldForNetworksOnlyWhereTheWorldSaysSo() {
    try (ServerFixture proxied = ServerFixture.behindProxy()) {
      RestClient boss = proxied.confirmed(Role.ADMIN);
      RestClient near = proxied.rest().with("X-Forwarded-For", "203.0.113.7");
      boss.send(
          "PATCH",
          "/api/admin/worlds/materie",
          BodyPublishers.ofString("{\"network_bans\":false}"));
      RestClient.Response ticket = near.guest();
      near.bearer(ticket.text("ticket")).join("materie", "hall", ticket.text("user_id"), "Troll");
      boss.post(
          "/api/admin/moderation/ban",
          RestClient.JSON
              .createObjectNode()
              .put("world", "materie")
              .put("room_id", "hall")
              .put("user_id", ticket.text("user_id"))
              .put("reason", "noise")
              .toString());

      RestClient.Response other = near.guest();
      assertThat(
              near.bearer(other.text("ticket"))
                  .join("materie", "hall", other.text("user_id"), "Somebody")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aRoomGetsAnotherNameAndSize() {
    RestClient.Response changed =
        patch("materie/rooms/lab", "{\"room_name\":\"Workshop\",\"max_participants\":25}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().at("/world/rooms/1/room_name").asString()).isEqualTo("Workshop");

    JsonNode rooms = fixture.rest().withKey().get("/api/voice/rooms/materie").json();
    assertThat(rooms.at("/rooms/1/room_name").asString()).isEqualTo("Workshop");
    assertThat(rooms.at("/rooms/1/max_participants").intValue()).isEqualTo(25);
  }

  @Test
  void aSmallRoomBecomesAMeshAndALargeOneDoesNot() {
    RestClient.Response changed = patch("materie/rooms/lab", "{\"topology\":\"mesh\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().at("/world/rooms/1/topology").asString()).isEqualTo("mesh");
    JsonNode rooms = fixture.rest().withKey().get("/api/voice/rooms/materie").json();
    assertThat(rooms.at("/rooms/1/topology").asString()).isEqualTo("mesh");

    assertRefused(patch("materie/rooms/lab", "{\"max_participants\":6}"), 400, "BAD_REQUEST");
    assertRefused(patch("materie/rooms/hall", "{\"topology\":\"mesh\"}"), 400, "BAD_REQUEST");
    assertRefused(patch("materie/rooms/hall", "{\"topology\":\"star\"}"), 400, "BAD_REQUEST");
    assertThat(
            patch("materie/rooms/hall", "{\"topology\":\"mesh\",\"max_participants\":5}").status())
        .isEqualTo(200);
  }

  @Test
  void aNewWorldWithARoomIsThereAtOnce() {
    RestClient.Response added = send("POST", "", "{\"world\":\"garden\"}");
    assertThat(added.status()).as(added.body()).isEqualTo(200);
    assertThat(added.json().path("world").toString())
        .isEqualTo(
            "{\"world\":\"garden\",\"open_to_guests\":true,\"network_bans\":true,\"rooms\":[]}");
    RestClient.Response room =
        send("POST", "/garden/rooms", "{\"room_id\":\"pond\",\"room_name\":\"Pond\"}");
    assertThat(room.json().at("/world/rooms/0").toString())
        .isEqualTo(
            """
            {"room_id":"pond","room_name":"Pond","max_participants":10,"listed":true,"topology":"sfu"}\
            """);

    RestClient.Response ticket = fixture.rest().guest();
    assertThat(ticket.json().path("worlds").toString())
        .isEqualTo("[\"materie\",\"energie\",\"garden\"]");
    RestClient guest = fixture.rest().bearer(ticket.text("ticket"));
    assertThat(guest.join("garden", "pond", ticket.text("user_id"), "Ada").status()).isEqualTo(200);
    assertThat(fixture.community.audit)
        .extracting(AuditNote::action)
        .endsWith("world.added", "room.added");
    assertThat(fixture.community.audit)
        .last()
        .satisfies(note -> {
          assertThat(note.world()).isEqualTo("garden");
          assertThat(note.roomId()).isEqualTo("pond");
          assertThat(note.note()).isEqualTo("room_name=Pond max_participants=10 topology=sfu");
        });
  }

  @Test
  void aRemovedRoomLetsThoseStayWhoAreThereAndNobodyElseIn() {
    RestClient server = fixture.rest().withKey();
    String session = server.join("materie", "lab", "ada", "Ada").text("session_id");
    RestClient.Response removed = send("DELETE", "/materie/rooms/lab", "{}");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.json().at("/world/rooms")).hasSize(1);

    RestClient.Response ticket = fixture.rest().guest();
    RestClient guest = fixture.rest().bearer(ticket.text("ticket"));
    assertRefused(
        guest.join("materie", "lab", ticket.text("user_id"), "Ben"), 404, "ROOM_NOT_FOUND");
    assertThat(guest.get("/api/voice/rooms/materie").json().path("rooms")).hasSize(1);
    assertThat(fixture.records.row(session).end()).isNull();
    assertThat(server.leave(session).status()).isEqualTo(200);
    assertThat(fixture.community.audit)
        .last()
        .satisfies(note -> assertThat(note.action()).isEqualTo("room.removed"));
  }

  @Test
  void aRemovedWorldIsGoneAndTheLastOneStays() {
    RestClient.Response removed = send("DELETE", "/materie", "{}");
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.fields()).containsExactly("success", "message", "timestamp");
    RestClient server = fixture.rest().withKey();
    assertRefused(server.join("materie", "hall", "ada", "Ada"), 404, "WORLD_NOT_FOUND");
    assertRefused(server.get("/api/voice/rooms/materie"), 404, "WORLD_NOT_FOUND");
    assertThat(fixture.rest().guest().json().path("worlds").toString()).isEqualTo("[\"energie\"]");

    assertRefused(send("DELETE", "/materie", "{}"), 404, "WORLD_NOT_FOUND");
    send("DELETE", "/club", "{}");
    assertRefused(send("DELETE", "/energie", "{}"), 409, "LAST_WORLD");
    assertThat(server.join("energie", "sun", "ada", "Ada").status()).isEqualTo(200);
  }

  @Test
  void whatCannotBeAddedOrRemovedIsRefused() {
    assertRefused(send("POST", "", "{}"), 400, "BAD_REQUEST");
    assertRefused(send("POST", "", "{\"world\":\"a b\"}"), 400, "BAD_REQUEST");
    assertRefused(send("POST", "", "{\"world\":\"materie\"}"), 409, "NAME_TAKEN");
    assertRefused(room("materie", "hall", ""), 409, "NAME_TAKEN");
    assertRefused(room("nowhere", "hall", ""), 404, "WORLD_NOT_FOUND");
    assertRefused(room("materie", "h/all", ""), 400, "BAD_REQUEST");
    assertRefused(room("materie", "den", ",\"max_participants\":1"), 400, "BAD_REQUEST");
    assertRefused(
        room("materie", "den", ",\"topology\":\"mesh\",\"max_participants\":6"),
        400,
        "BAD_REQUEST");
    assertRefused(send("DELETE", "/materie/rooms/den", "{}"), 404, "ROOM_NOT_FOUND");
    assertRefused(send("DELETE", "/nowhere/rooms/den", "{}"), 404, "ROOM_NOT_FOUND");
    RestClient.Response mesh = room("materie", "den", ",\"topology\":\"mesh\"");
    assertThat(mesh.json().at("/world/rooms/2/max_participants").intValue()).isEqualTo(5);
  }

  @Test
  void aServerHasFiftyWorldsAtMost() {
    for (int i = fixture.worlds.all().size(); i < 50; i++) {
      fixture.worlds.add(new HostedWorld("w" + i, true, true, List.of())).join();
    }
    assertRefused(send("POST", "", "{\"world\":\"garden\"}"), 409, "TOO_MANY");
  }

  private RestClient.Response room(String world, String roomId, String more) {
    return send(
        "POST",
        "/" + world + "/rooms",
        "{\"room_id\":\"%s\",\"room_name\":\"Den\"%s}".formatted(roomId, more));
  }

  private RestClient.Response send(String method, String path, String body) {
    return admin.send(method, "/api/admin/worlds" + path, BodyPublishers.ofString(body));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertRefused(patch("materie", "{}"), 400, "BAD_REQUEST");
    assertRefused(patch("materie", "{\"open_to_guests\":\"no\"}"), 400, "BAD_REQUEST");
    assertRefused(patch("nowhere", "{\"open_to_guests\":true}"), 404, "WORLD_NOT_FOUND");
    assertRefused(patch("materie/rooms/hall", "{}"), 400, "BAD_REQUEST");
    assertRefused(patch("materie/rooms/hall", "{\"max_participants\":1}"), 400, "BAD_REQUEST");
    assertRefused(patch("materie/rooms/hall", "{\"max_participants\":201}"), 400, "BAD_REQUEST");
    assertRefused(
        patch("materie/rooms/nowhere", "{\"max_participants\":5}"), 404, "ROOM_NOT_FOUND");
  }

  @Test
  void nothingChangesThatCannotBeStored() {
    fixture.worlds.writable = false;
    assertRefused(patch("materie", "{\"open_to_guests\":false}"), 503, "STORE_UNAVAILABLE");
    assertThat(fixture.worlds.openToGuests("materie")).isTrue();
    assertThat(fixture.community.audit).isEmpty();
  }

  private RestClient.Response patch(String path, String body) {
    return send("PATCH", "/" + path, body);
  }

  private static void assertRefused(RestClient.Response answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(code);
  }
}
