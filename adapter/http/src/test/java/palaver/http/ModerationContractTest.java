// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.base.RoomKey;
import palaver.http.json.Wire;
import palaver.identity.Account;
import palaver.identity.Grant;
import palaver.identity.Role;
import palaver.rooms.EndReason;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ModerationEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What moderators do over REST: the effect, the row, the answer; and what stays refused
/// afterwards.
class ModerationContractTest {
  private final ServerFixture fixture = ServerFixture.behindProxy();
  private final RestClient server = fixture.rest().withKey();
  private final RestClient mod = fixture.confirmed(Role.MODERATOR);

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static ObjectNode body(@Nullable String room, @Nullable String user) {
    ObjectNode body = RestClient.JSON.createObjectNode().put("world", "materie");
    if (room != null) {
      body.put("room_id", room);
    }
    if (user != null) {
      body.put("user_id", user);
    }
    return body.put("reason", "noise");
  }

  private RestClient.Response act(String action, ObjectNode body) {
    return mod.post("/api/admin/moderation/" + action, body.toString());
  }

  @Test
  void aKickEndsTheSessionAndIsRecorded() { // R108, R119
    try (SignalClient client = SignalClient.joined(fixture, "troll")) {
      client.next("room_state");
      RestClient.Response kicked = act("kick", body("hall", "troll"));

      assertThat(kicked.status()).isEqualTo(200);
      assertThat(kicked.fields())
          .containsExactlyInAnyOrder(
              "success",
              "action_id",
              "action",
              "sessions",
              "durable",
              "ends_at",
              "message",
              "timestamp");
      assertThat(kicked.json().path("durable").booleanValue()).isTrue();
      assertThat(kicked.json().path("sessions").intValue()).isEqualTo(1);
      JsonNode ended = client.next("ended");
      assertThat(ended.path("reason").asString()).isEqualTo("kicked");
      assertThat(ended.path("note").asString()).isEqualTo("noise");
      assertThat(ended.path("endsAt").asString())
          .isEqualTo(Wire.iso(fixture.now.get().plusSeconds(60)));
    }
    ModerationEntry entry = fixture.community.entries.getFirst();
    AdminAction action = entry.action();
    assertThat(action.type()).isEqualTo("kick");
    assertThat(action.targetUserId()).isEqualTo("troll");
    assertThat(action.targetUsername()).isEqualTo("troll");
    assertThat(action.adminUserId()).isEqualTo("moderator");
    assertThat(action.world()).isEqualTo("materie");
    assertThat(action.roomId()).isEqualTo("hall");
    assertThat(action.reason()).isEqualTo("noise");
    assertThat(action.at()).isEqualTo(fixture.now.get());
    assertThat(action.source()).isEqualTo(AdminAction.Source.ENFORCED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mute", "unmute", "kick", "ban", "unban", "warn"})
  void nobodyActsOnSomebodyOfAHigherRole(String action) {
    fixture.accounts.add(account("ada", Role.ADMIN)).join();
    server.join("materie", "hall", "ada", "Ada");

    assertRefused(act(action, body("hall", "ada")), 403, "FORBIDDEN");
    assertThat(fixture.community.entries).isEmpty();
    assertThat(server.get("/api/voice/rooms/materie").body()).contains("\"participant_count\":1");
  }

  @Test
  void nobodyRemovesAMessageOfSomebodyOfAHigherRole() {
    fixture.accounts.add(account("ada", Role.ADMIN)).join();
    ChatMessage message =
        new ChatMessage(
            "m1", new RoomKey("materie", "hall"), "ada", "Ada", "hello", fixture.now.get());
    fixture.community.add(message).join();
    ObjectNode removal = body("hall", null).put("message_id", "m1");

    assertRefused(act("remove_message", removal), 403, "FORBIDDEN");
    assertThat(fixture.community.messages).containsExactly(message);
    assertThat(fixture.community.entries).isEmpty();

    RestClient.Response byAnEqual =
        fixture
            .confirmed(Role.ADMIN)
            .post("/api/admin/moderation/remove_message", removal.toString());
    assertThat(byAnEqual.status()).isEqualTo(200);
    assertThat(fixture.community.messages).isEmpty();
  }

  @Test
  void equalsActOnEachOther() {
    fixture.accounts.add(account("mo", Role.MODERATOR)).join();
    fixture.accounts.add(account("ada", Role.ADMIN)).join();
    server.join("materie", "hall", "mo", "Mo");
    server.join("materie", "hall", "ada", "Ada");
    assertThat(act("mute", body("hall", "mo")).status()).isEqualTo(200);
    assertThat(
            fixture
                .confirmed(Role.ADMIN)
                .post("/api/admin/moderation/mute", body("hall", "ada").toString())
                .status())
        .isEqualTo(200);
  }

  private Account account(String name, Role role) {
    return new Account(name, role, Set.of(), "", fixture.now.get(), null, false);
  }

  @Test
  void aBanIsToldWithReasonAndEndAtTicketAndJoin() { // R110
    RestClient.Response ticket = fixture.rest().guest();
    String guest = ticket.text("user_id");
    RestClient.Response banned = act("ban", body("hall", guest).put("seconds", 3600));
    assertThat(banned.text("ends_at")).isEqualTo(Wire.iso(fixture.now.get().plusSeconds(3600)));

    RestClient.Response join =
        fixture.rest().bearer(ticket.text("ticket")).join("materie", "hall", guest, "Troll");
    assertKeptOut(join, 403, "BANNED");
    assertThat(join.fields())
        .containsExactlyInAnyOrder("success", "error", "message", "reason", "ends_at", "timestamp");
    assertThat(join.text("reason")).isEqualTo("noise");
    assertThat(join.text("ends_at")).isEqualTo(banned.text("ends_at"));
    ObjectNode again =
        RestClient.JSON
            .createObjectNode()
            .put("ticket", ticket.text("ticket"))
            .put("world", "materie")
            .put("room_id", "hall");
    assertKeptOut(
        fixture.rest().asPage().post("/api/voice/guest", again.toString()), 403, "BANNED");
    assertKeptOut(
        fixture.rest().bearer(ticket.text("ticket")).get("/api/voice/chat/materie/hall"),
        403,
        "BANNED");

    assertThat(act("unban", body("hall", guest)).status()).isEqualTo(200);
    assertThat(
            fixture
                .rest()
                .bearer(ticket.text("ticket"))
                .join("materie", "hall", guest, "Troll")
                .status())
        .isEqualTo(200);
  }

  @Test
  void aGuestsBanHoldsForTheirNetworkAndNotForOthers() {
    RestClient near = fixture.rest().with("X-Forwarded-For", "203.0.113.7");
    RestClient.Response ticket = near.guest();
    String guest = ticket.text("user_id");
    near.bearer(ticket.text("ticket")).join("materie", "hall", guest, "Troll");
    act("ban", body("hall", guest));

    assertThat(joinAsNewGuest("203.0.113.99").status()).isEqualTo(403);
    assertThat(joinAsNewGuest("198.51.100.1").status()).isEqualTo(200);
    assertThat(joinAsNewGuest("198.51.100.1, 203.0.113.99").status()).isEqualTo(403);
    assertThat(Objects.requireNonNull(fixture.community.entries.getFirst().imposed()).networkMark())
        .hasSize(32)
        .doesNotContain("203");
  }

  private RestClient.Response joinAsNewGuest(String address) {
    RestClient from = fixture.rest().with("X-Forwarded-For", address);
    RestClient.Response ticket = from.guest();
    return from.bearer(ticket.text("ticket"))
        .join("materie", "hall", ticket.text("user_id"), "Somebody");
  }

  @Test
  void aMuteIsShownToAllAndLiftedAgain() { // R109
    try (SignalClient client = SignalClient.joined(fixture, "troll")) {
      client.next("room_state");
      act("mute", body("hall", "troll"));
      JsonNode muted = client.next("mute");
      assertThat(muted.path("by").asString()).isEqualTo("moderator");
      assertThat(muted.path("muted").booleanValue()).isTrue();
      act("unmute", body("hall", "troll"));
      assertThat(client.next("mute").path("muted").booleanValue()).isFalse();
      assertRefused(act("unmute", body("hall", "troll")), 404, "NOT_FOUND");
    }
  }

  @Test
  void aWarningIsToldAndCountedOnlyWhereSomebodyHearsIt() { // R111
    try (SignalClient client = SignalClient.joined(fixture, "troll")) {
      client.next("room_state");
      assertThat(act("warn", body("hall", "troll")).status()).isEqualTo(200);
      assertThat(client.next("warned").path("reason").asString()).isEqualTo("noise");
    }
    assertRefused(act("warn", body("hall", "nobody")), 404, "NOT_FOUND");
    assertThat(fixture.community.entries).hasSize(1);
  }

  @Test
  void anEndedCallAndALockedRoom() { // R116
    String session = server.join("materie", "hall", "u1", "Ada").text("session_id");
    assertThat(act("end_call", body("hall", null)).json().path("sessions").intValue()).isEqualTo(1);
    assertThat(fixture.records.end(session).reason()).isEqualTo(EndReason.ROOM_CLOSED);
    assertRefused(act("end_call", body("hall", null)), 404, "NOT_FOUND");

    act("lock_room", body("hall", null));
    assertKeptOut(server.join("materie", "hall", "u2", "Bob"), 423, "ROOM_LOCKED");
    act("unlock_room", body("hall", null));
    assertThat(server.join("materie", "hall", "u2", "Bob").status()).isEqualTo(200);
    assertThat(fixture.community.entries)
        .extracting(entry -> entry.action().targetUserId())
        .containsOnly(AdminAction.EVERYBODY);
  }

  @Test
  void aStoreInTroubleDelaysTheRowAndNotTheEffect() {
    String session = server.join("materie", "hall", "troll", "Troll").text("session_id");
    fixture.community.writable = false;
    RestClient.Response banned = act("ban", body("hall", "troll"));

    assertThat(banned.status()).isEqualTo(202);
    assertThat(banned.json().path("durable").booleanValue()).isFalse();
    assertThat(fixture.records.end(session).reason()).isEqualTo(EndReason.BANNED);
    assertKeptOut(server.join("materie", "hall", "troll", "Troll"), 403, "BANNED");
    assertThat(act("unban", body("hall", "troll")).status()).isEqualTo(202);
    assertThat(fixture.ports.journal().waitingCount()).isEqualTo(2);

    fixture.community.writable = true;
    until(() -> fixture.ports.journal().waitingCount() == 0);
    assertThat(fixture.community.entries)
        .extracting(entry -> entry.action().type())
        .containsExactly("ban", "unban");
    assertThat(fixture.ports.journal().deferredCount()).isEqualTo(2);
    assertThat(fixture.ports.journal().lostCount()).isZero();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused(act("kick", body("hall", null)), 400, "BAD_REQUEST");
    assertRefused(act("kick", body(null, "u1")), 400, "BAD_REQUEST");
    ObjectNode noReason = body("hall", "u1");
    noReason.remove("reason");
    assertRefused(act("ban", noReason), 400, "BAD_REQUEST");
    assertRefused(act("mute", body("hall", "u1").put("seconds", 0)), 400, "BAD_REQUEST");
    assertRefused(
        act("mute", body("hall", "u1").put("reason", "x".repeat(501))), 400, "BAD_REQUEST");
    assertRefused(act("tickle", body("hall", "u1")), 404, "NOT_FOUND");
    assertRefused(act("remove_message", body("hall", null)), 400, "BAD_REQUEST");
    assertRefused(
        act("remove_message", body("hall", null).put("message_id", "m9")), 404, "NOT_FOUND");
    assertThat(fixture.community.entries).isEmpty();
  }

  @Test
  void theLogOfActionsTakesWhatClientsSend() { // R041, R042, R444
    ObjectNode reported =
        RestClient.JSON
            .createObjectNode()
            .put("action_type", "kick")
            .put("target_user_id", "u1")
            .put("target_username", "Ada")
            .put("admin_user_id", "moderator")
            .put("admin_username", "Mo")
            .put("world", "materie")
            .put("room_id", "hall")
            .put("reason", "noise")
            .put("timestamp", "2026-02-13T10:00:00.000Z");
    RestClient.Response logged = mod.post("/api/admin/action/log", reported.toString());

    assertThat(logged.status()).isEqualTo(200);
    assertThat(logged.fields())
        .containsExactlyInAnyOrder("success", "action_id", "durable", "message", "timestamp");
    AdminAction action = fixture.community.entries.getFirst().action();
    assertThat(action.source()).isEqualTo(AdminAction.Source.REPORTED);
    assertThat(action.adminUsername()).isEqualTo("Mo");
    assertThat(fixture.community.entries.getFirst().imposed()).isNull();
    assertThat(server.join("materie", "hall", "u1", "Ada").status()).isEqualTo(200);

    assertRefused(
        mod.post("/api/admin/action/log", reported.put("admin_user_id", "eve").toString()),
        403,
        "USER_MISMATCH");
    assertRefused(
        mod.post("/api/admin/action/log", reported.put("action_type", "hug").toString()),
        400,
        "BAD_REQUEST");
  }

  @Test
  void actionsAndSanctionsAreListed() {
    act("mute", body("hall", "u1"));
    act("ban", body(null, "u2").put("seconds", 60));

    JsonNode actions = mod.get("/api/admin/actions/materie?limit=1").json();
    assertThat(actions.at("/actions/0/action_type").asString()).isEqualTo("ban");
    assertThat(actions.at("/actions/0/source").asString()).isEqualTo("enforced");
    long next = actions.path("next").longValue();
    JsonNode rest = mod.get("/api/admin/actions/materie?limit=5&before=" + next).json();
    assertThat(rest.at("/actions/0/action_type").asString()).isEqualTo("mute");
    assertThat(rest.path("next").isNull()).isTrue();

    JsonNode held = mod.get("/api/admin/sanctions/materie").json().path("sanctions");
    assertThat(held).hasSize(2);
    assertThat(held.at("/1/kind").asString()).isEqualTo("ban");
    assertThat(held.at("/1/room_id").isNull()).isTrue();
    assertRefused(mod.get("/api/admin/actions/materie?limit=0"), 400, "BAD_REQUEST");
    assertRefused(mod.get("/api/admin/actions/materie?before=x"), 400, "BAD_REQUEST");
  }

  @Test
  void anObserverIsWrittenDownAndShown() { // R115
    try (SignalClient client = SignalClient.joined(fixture, "u1")) {
      client.next("room_state");
      ObjectNode room =
          RestClient.JSON.createObjectNode().put("world", "materie").put("room_id", "hall");
      RestClient admin = fixture.confirmed(Role.ADMIN);
      RestClient.Response seat = admin.post("/api/admin/observe", room.toString());

      assertThat(seat.status()).isEqualTo(200);
      assertThat(seat.json().path("slots").intValue()).isEqualTo(10);
      assertThat(seat.json().path("current_participant_count").intValue()).isEqualTo(1);
      JsonNode shown = client.next("observers");
      assertThat(shown.at("/observers/0/userId").asString()).isEqualTo("admin");
      assertThat(fixture.community.audit.getFirst().action()).isEqualTo("observe");
      assertThat(fixture.community.audit.getFirst().actor()).isEqualTo("admin");
      assertThat(fixture.records.rows).hasSize(1);

      fixture.community.writable = false;
      assertRefused(admin.post("/api/admin/observe", room.toString()), 503, "STORE_UNAVAILABLE");
    }
  }

  @Test
  void messagesAreToldStoredReadAndRemoved() { // R094
    try (SignalClient client = SignalClient.joined(fixture, "u1")) {
      client.send("{\"type\":\"chat\",\"text\":\"hello\"}");
      JsonNode told = client.next("chat");
      assertThat(told.propertyNames())
          .containsExactlyInAnyOrder("type", "messageId", "userId", "username", "text", "at");
      JsonNode page = server.get("/api/voice/chat/materie/hall").json();
      assertThat(page.at("/messages/0/text").asString()).isEqualTo("hello");
      String id = page.at("/messages/0/message_id").asString();
      assertThat(act("remove_message", body("hall", null).put("message_id", id)).status())
          .isEqualTo(200);
      assertThat(client.next("chat_removed").path("messageId").asString()).isEqualTo(id);
      assertThat(server.get("/api/voice/chat/materie/hall").json().path("messages")).isEmpty();
      AdminAction action = fixture.community.entries.getFirst().action();
      assertThat(action.targetUserId()).isEqualTo("u1");
    }
  }

  @Test
  void aReportIsFiledTakenAndResolved() { // R117, R118
    ObjectNode report =
        RestClient.JSON
            .createObjectNode()
            .put("world", "materie")
            .put("room_id", "hall")
            .put("user_id", "u1")
            .put("reported_user_id", "troll")
            .put("reason", "shouts");
    RestClient user = fixture.participant("u1", Grant.REPORT);
    String id = user.post("/api/voice/report", report.toString()).text("report_id");
    assertRefused(
        user.post("/api/voice/report", report.deepCopy().put("user_id", "u2").toString()),
        403,
        "USER_MISMATCH");
    assertRefused(
        fixture.participant("u1", Grant.CHAT).post("/api/voice/report", report.toString()),
        403,
        "FORBIDDEN");

    JsonNode queue = mod.get("/api/admin/reports/materie?state=open").json();
    assertThat(queue.at("/reports/0/report_id").asString()).isEqualTo(id);
    RestClient.Response taken =
        mod.post("/api/admin/reports/" + id, "{\"state\":\"taken\",\"note\":\"looking\"}");
    assertThat(taken.json().at("/report/taken_by").asString()).isEqualTo("moderator");
    assertThat(taken.json().at("/report/notes/0/text").asString()).isEqualTo("looking");
    mod.post("/api/admin/reports/" + id, "{\"state\":\"resolved\"}");
    assertThat(mod.get("/api/admin/reports/materie?state=open").json().path("reports")).isEmpty();
    assertRefused(mod.post("/api/admin/reports/" + id, "{}"), 400, "BAD_REQUEST");
    assertRefused(mod.post("/api/admin/reports/none", "{\"state\":\"taken\"}"), 404, "NOT_FOUND");
    assertRefused(mod.get("/api/admin/reports/materie?state=lost"), 400, "BAD_REQUEST");
  }

  @Test
  void oneUserFilesSoManyReportsOnly() {
    String report =
        "{\"world\":\"materie\",\"room_id\":\"hall\",\"user_id\":\"u1\",\"reported_user_id\":\"t\",\"reason\":\"x\"}";
    RestClient user = fixture.participant("u1", Grant.REPORT);
    for (int i = 0; i < 5; i++) {
      assertThat(user.post("/api/voice/report", report).status()).isEqualTo(200);
    }
    RestClient.Response sixth = user.post("/api/voice/report", report);
    assertRefused(sixth, 429, "RATE_LIMITED");
    assertThat(sixth.header("Retry-After")).isNotEmpty();
  }

  @Test
  void aGuestStaysTheSameByTheirCookie() {
    RestClient.Response first = fixture.rest().guest();
    String cookie = first.header("Set-Cookie");
    assertThat(cookie)
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/api/voice/guest")
        .doesNotContain("Secure");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(fixture.rest().with("Cookie", pair).guest().text("user_id"))
        .isEqualTo(first.text("user_id"));
    assertThat(fixture.rest().guest().text("user_id")).isNotEqualTo(first.text("user_id"));
    assertThat(fixture.rest().with("Cookie", "palaver_guest=chosen").guest().text("user_id"))
        .startsWith("guest-")
        .isNotEqualTo(first.text("user_id"));
    try (ServerFixture restarted = ServerFixture.behindProxy()) {
      assertThat(restarted.rest().with("Cookie", pair).guest().text("user_id"))
          .isEqualTo(first.text("user_id"));
    }
  }

  @Test
  void aGuestsCookieIsSecureWhereATrustedProxySaysSo() {
    assertThat(fixture.rest().with("X-Forwarded-Proto", "https").guest().header("Set-Cookie"))
        .contains("; Secure");
    try (ServerFixture alone = new ServerFixture()) {
      assertThat(alone.rest().with("X-Forwarded-Proto", "https").guest().header("Set-Cookie"))
          .doesNotContain("Secure");
    }
  }

  private static void until(BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadlineNs);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /// A refusal by a sanction says its reason and its end too.
  private static void assertKeptOut(RestClient.Response answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(code);
    assertThat(answer.fields())
        .containsExactlyInAnyOrder("success", "error", "message", "reason", "ends_at", "timestamp");
  }
}
