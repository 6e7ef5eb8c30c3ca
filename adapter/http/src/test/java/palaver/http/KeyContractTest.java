// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.http.access.Network;
import palaver.http.access.RateLimit;
import palaver.http.access.RateRule;
import palaver.http.access.TokenSigner;
import palaver.http.json.Wire;
import palaver.identity.Grant;
import palaver.identity.Role;
import palaver.identity.Scope;
import palaver.identity.ServerKey;

/// Server keys, the participant tokens made with them, rates, and addresses behind proxies.
class KeyContractTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();
  private final RestClient admin = fixture.confirmed(Role.ADMIN);

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aKeyDoesWhatItsScopesSayAndIsShownOnce() {
    RestClient.Response made =
        admin.post("/api/admin/keys", "{\"name\":\"bot\",\"scopes\":[\"voice\"]}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.fields()).containsExactlyInAnyOrder("success", "key", "id", "name", "scopes");
    RestClient bot = rest.bearer(made.text("key"));
    assertThat(bot.join("materie", "hall", "u1", "Ada").status()).isEqualTo(200);
    assertRefused(bot.post("/api/voice/token", "{}"), 403, "FORBIDDEN");
    assertRefused(
        bot.post("/api/admin/accounts/ada/role", "{\"role\":\"admin\"}"), 403, "FORBIDDEN");
    assertThat(admin.get("/api/admin/keys").body())
        .contains(made.text("id"))
        .doesNotContain(made.text("key"));
    assertRefused(
        admin.post("/api/admin/keys", "{\"name\":\"bot\",\"scopes\":[\"roles\"]}"),
        400,
        "BAD_REQUEST");
    assertRefused(admin.post("/api/admin/keys", "{\"name\":\"bot\"}"), 400, "BAD_REQUEST");
  }

  @Test
  void aRotationKeepsBothKeysValidForAWhile() { // R052
    RestClient.Response old =
        admin.post("/api/admin/keys", "{\"name\":\"bot\",\"scopes\":[\"voice\"]}");
    String rotate = "/api/admin/keys/" + old.text("id") + "/rotate";

    RestClient.Response fresh = admin.post(rotate, "{\"overlap_seconds\":60}");

    assertThat(fresh.text("name")).isEqualTo("bot");
    assertThat(lists(old)).isEqualTo(200);
    assertThat(lists(fresh)).isEqualTo(200);
    fixture.now.updateAndGet(now -> now.plusSeconds(60));
    assertThat(lists(old)).isEqualTo(401);
    assertThat(lists(fresh)).isEqualTo(200);
    assertRefused(admin.post(rotate, "{}"), 404, "KEY_NOT_FOUND");
  }

  @Test
  void aRevokedKeyIsInvalidAtOnce() {
    RestClient.Response made =
        admin.post(
            "/api/admin/keys", "{\"name\":\"bot\",\"scopes\":[\"voice\"],\"lifetime_seconds\":60}");
    assertThat(lists(made)).isEqualTo(200);
    String revoke = "/api/admin/keys/" + made.text("id") + "/revoke";
    assertThat(admin.post(revoke, "{}").status()).isEqualTo(200);
    assertThat(lists(made)).isEqualTo(401);
    assertRefused(admin.post(revoke, "{}"), 404, "KEY_NOT_FOUND");
  }

  private int lists(RestClient.Response key) {
    return rest.bearer(key.text("key")).get("/api/voice/rooms/materie").status();
  }

  @Test
  void aParticipantTokenLetsOneUserIntoOneRoom() {
    RestClient.Response token =
        rest.withKey()
            .post(
                "/api/voice/token", "{\"user_id\":\"u1\",\"world\":\"club\",\"room_id\":\"bar\"}");
    assertThat(token.fields())
        .containsExactlyInAnyOrder("success", "token", "user_id", "expires_at");
    assertThat(token.text("expires_at"))
        .isEqualTo(Wire.iso(fixture.now.get().plus(Duration.ofMinutes(5))));
    RestClient ada = rest.bearer(token.text("token"));
    assertRefused(ada.join("club", "bar", "u2", "Eve"), 403, "USER_MISMATCH");
    assertRefused(ada.join("materie", "hall", "u1", "Ada"), 403, "FORBIDDEN");
    assertRefused(ada.join("club", "back", "u1", "Ada"), 403, "FORBIDDEN");
    assertRefused(ada.get("/api/voice/rooms/materie"), 403, "FORBIDDEN");
    RestClient.Response joined = ada.join("club", "bar", "u1", "Ada");
    assertThat(joined.status()).isEqualTo(200);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(5)));
    assertRefused(ada.join("club", "bar", "u1", "Ada"), 401, "UNAUTHORIZED");
    assertRefused(
        rest.withKey()
            .post(
                "/api/voice/token",
                "{\"user_id\":\"u1\",\"world\":\"club\",\"lifetime_seconds\":3601}"),
        400,
        "BAD_REQUEST");
  }

  @Test
  void aParticipantWithoutTheGrantDoesNotJoin() {
    RestClient reader = fixture.participant("u1", Grant.CHAT);
    assertRefused(reader.join("materie", "hall", "u1", "Ada"), 403, "FORBIDDEN");
    assertThat(reader.get("/api/voice/rooms/materie").status()).isEqualTo(200);
  }

  @Test
  void aTokenSignedWithAnotherKeyIsNoToken() {
    RestClient ada = fixture.participant("u1", Grant.JOIN);
    assertThat(ada.get("/api/voice/rooms/materie").status()).isEqualTo(200);
    byte[] next = new byte[32];
    next[0] = 1;
    fixture.signer.use(
        List.of(new TokenSigner.Key("next", next), new TokenSigner.Key("test", new byte[32])));
    assertThat(ada.get("/api/voice/rooms/materie").status()).isEqualTo(200);
    fixture.signer.use(List.of(new TokenSigner.Key("next", next)));
    assertRefused(ada.get("/api/voice/rooms/materie"), 401, "UNAUTHORIZED");
  }

  @Test
  void joinsOfOneUserAreLimitedAndThoseOfAKeyAreNot() { // R048
    try (ServerFixture few = limited(RateLimit.JOINS, 2)) {
      RestClient ada = few.participant("u1", Grant.JOIN);
      assertThat(ada.join("materie", "hall", "u1", "Ada").status()).isEqualTo(200);
      assertThat(ada.join("materie", "hall", "u1", "Ada").status()).isEqualTo(200);
      RestClient.Response refused = ada.join("materie", "hall", "u1", "Ada");
      assertRefused(refused, 429, "RATE_LIMITED");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      RestClient bob = few.participant("u2", Grant.JOIN);
      assertThat(bob.join("materie", "hall", "u2", "Bob").status()).isEqualTo(200);
      for (int i = 0; i < 5; i++) {
        assertThat(few.rest().withKey().join("materie", "hall", "u3", "Cy").status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void joinsOfGuestsAreLimitedPerAddress() {
    try (ServerFixture few = limited(RateLimit.GUEST_JOINS, 1)) {
      RestClient rest = few.rest();
      RestClient.Response first = rest.guest();
      RestClient.Response second = rest.guest();
      assertThat(join(rest, first).status()).isEqualTo(200);
      assertRefused(join(rest, second), 429, "RATE_LIMITED");
    }
  }

  private static RestClient.Response join(RestClient rest, RestClient.Response guest) {
    return rest.bearer(guest.text("ticket")).join("materie", "hall", guest.text("user_id"), "Ada");
  }

  @Test
  void whatOneAccountChangesIsLimited() { // R056
    try (ServerFixture few = limited(RateLimit.ADMIN_ACTIONS, 2)) {
      RestClient root = few.confirmed(Role.ADMIN);
      String key = "{\"name\":\"bot\",\"scopes\":[\"voice\"]}";
      assertThat(root.post("/api/admin/keys", key).status()).isEqualTo(200);
      assertThat(root.post("/api/admin/keys", key).status()).isEqualTo(200);
      assertRefused(root.post("/api/admin/keys", key), 429, "RATE_LIMITED");
      assertThat(root.get("/api/admin/keys").status()).isEqualTo(200);
    }
  }

  @Test
  void callsOfOneServerKeyAreLimited() {
    try (ServerFixture few = limited(RateLimit.SERVER_KEY, 1)) {
      ServerKey other = ServerKey.of("other", "other", Set.of(Scope.VOICE), few.now.get(), null);
      few.keys.add(other).join();
      RestClient rest = few.rest();
      assertThat(rest.withKey().get("/api/voice/rooms/materie").status()).isEqualTo(200);
      assertRefused(rest.withKey().get("/api/voice/rooms/materie"), 429, "RATE_LIMITED");
      assertThat(rest.bearer("other").get("/api/voice/rooms/materie").status()).isEqualTo(200);
    }
  }

  @Test
  void theAddressIsThatOfTheFirstWhoIsNoTrustedProxy() {
    HttpLimits limits = limits(RateLimit.GUEST_TICKETS, 1);
    try (ServerFixture behind =
        new ServerFixture(config ->
            new HttpConfig(
                config.host(),
                config.port(),
                config.allowedOrigins(),
                List.of(
                    Network.parse("127.0.0.0/8").orElseThrow(),
                    Network.parse("192.0.2.7").orElseThrow()),
                config.tls(),
                config.version(),
                config.features(),
                limits))) {
      assertThat(guestOf(behind, "198.51.100.1, 192.0.2.7")).isEqualTo(200);
      assertThat(guestOf(behind, "198.51.100.1")).isEqualTo(429);
      assertThat(guestOf(behind, "198.51.100.2, 198.51.100.1")).isEqualTo(429);
      assertThat(guestOf(behind, "198.51.100.2")).isEqualTo(200);
      assertThat(guestOf(behind, "2001:db8::1")).isEqualTo(200);
      assertThat(guestOf(behind, "2001:db8::2")).isEqualTo(429);
      assertThat(guestOf(behind, "not an address")).isEqualTo(200);
    }
    try (ServerFixture direct = ServerFixture.withLimits(_ -> limits)) {
      assertThat(guestOf(direct, "198.51.100.1")).isEqualTo(200);
      assertThat(guestOf(direct, "198.51.100.2")).isEqualTo(429);
    }
  }

  private static int guestOf(ServerFixture server, String forwardedFor) {
    return server.rest().with("X-Forwarded-For", forwardedFor).guest().status();
  }

  @Test
  void networksAreAddressesWithSomeOfTheirBits() {
    assertThat(Network.parse("10.0.0.0/33")).isEmpty();
    assertThat(Network.parse("10.0.0.0/x")).isEmpty();
    assertThat(Network.parse("example.org")).isEmpty();
    assertThat(Network.parse("fd00::/8")).isPresent();
    assertThat(Network.parse("0.0.0.0/0")).isPresent();
  }

  static ServerFixture limited(RateLimit limit, int burst) {
    return ServerFixture.withLimits(_ -> limits(limit, burst));
  }

  private static HttpLimits limits(RateLimit limit, int burst) {
    HttpLimits defaults = HttpLimits.defaults();
    return new HttpLimits(
        defaults.bodyBytesMax(),
        defaults.frameBytesMax(),
        defaults.socketsMax(),
        defaults.outboxMessagesMax(),
        defaults.writeTimeout(),
        defaults.callTimeout(),
        Map.of(limit, new RateRule(burst, 1)),
        100);
  }
}
