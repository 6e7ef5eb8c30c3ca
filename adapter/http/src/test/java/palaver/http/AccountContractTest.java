// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import palaver.http.access.RateLimit;
import palaver.http.json.Wire;
import palaver.identity.Account;
import palaver.identity.IdentityAct;
import palaver.identity.Passwords;
import palaver.identity.Permission;
import palaver.identity.Role;

/// Log in, log out, passwords, the second factor, and the first admin.
class AccountContractTest {
  private static final String PASSWORD = "correct horse battery";

  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void aLogInAnswersATokenThatNamesTheAccount() {
    add("ada", Role.MODERATOR);

    RestClient.Response loggedIn = logIn(rest, "ada", PASSWORD);

    assertThat(loggedIn.status()).isEqualTo(200);
    assertThat(loggedIn.fields())
        .containsExactlyInAnyOrder(
            "success", "token", "csrf_token", "name", "role", "permissions", "expires_at");
    assertThat(loggedIn.text("role")).isEqualTo("moderator");
    assertThat(loggedIn.text("expires_at"))
        .isEqualTo(Wire.iso(fixture.now.get().plus(Duration.ofHours(12))));
    assertThat(loggedIn.json().path("permissions").toString())
        .contains("sanction")
        .doesNotContain("keys.change");
    RestClient ada = rest.bearer(loggedIn.text("token"));
    RestClient.Response who = ada.get("/api/account");
    assertThat(who.text("name")).isEqualTo("ada");
    assertThat(who.json().path("second_factor_enrolled").asBoolean()).isFalse();
    assertThat(fixture.acts)
        .extracting(IdentityAct::kind)
        .containsExactly(IdentityAct.Kind.LOGGED_IN);
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
    add("ada", Role.ADMIN);
    RestClient.Response wrong = logIn(rest, "ada", "not the password");
    RestClient.Response unknown = logIn(rest, "bob", PASSWORD);
    assertRefused(wrong, 401, "BAD_CREDENTIALS");
    assertRefused(unknown, 401, "BAD_CREDENTIALS");
    assertThat(wrong.text("message")).isEqualTo(unknown.text("message"));
    var _ = fixture.accounts.add(Account.fresh("eve", Role.USER, "no hash", fixture.now.get()));
    assertRefused(logIn(rest, "eve", "no hash"), 401, "BAD_CREDENTIALS");
  }

  @Test
  void logInsAreLimitedPerAccountAndPerAddressBeforeThePasswordIsLookedAt() { // R056
    try (ServerFixture few = KeyContractTest.limited(RateLimit.LOGINS, 1)) {
      assertThat(logIn(few.rest(), "ada", PASSWORD).status()).isEqualTo(401);
      RestClient.Response refused = logIn(few.rest(), "ada", PASSWORD);
      assertRefused(refused, 429, "RATE_LIMITED");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      assertThat(logIn(few.rest(), "bob", PASSWORD).status()).isEqualTo(401);
    }
    try (ServerFixture few = KeyContractTest.limited(RateLimit.ADDRESS_LOGINS, 1)) {
      assertThat(logIn(few.rest(), "ada", PASSWORD).status()).isEqualTo(401);
      assertRefused(logIn(few.rest(), "bob", PASSWORD), 429, "RATE_LIMITED");
    }
  }

  @Test
  void whenTooManyPasswordsWaitOneMoreIsRefused() {
    CountDownLatch done = new CountDownLatch(1);
    List<Object> waiting = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      waiting.add(
          fixture.heavy.submit(() -> {
            try {
              done.await();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            return true;
          }));
    }
    RestClient.Response refused = logIn(rest, "ada", PASSWORD);
    done.countDown();
    assertRefused(refused, 429, "RATE_LIMITED");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(waiting).hasSize(9);
  }

  @Test
  void afterTheLogOutTheTokenIsWorthless() {
    RestClient ada = loggedIn("ada", Role.ADMIN);
    assertThat(ada.post("/api/account/logout", "").status()).isEqualTo(200);
    assertRefused(ada.get("/api/account"), 401, "UNAUTHORIZED");
  }

  @Test
  void aLogInEndsAfterTwelveHours() {
    RestClient ada = loggedIn("ada", Role.ADMIN);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofHours(12)));
    assertRefused(ada.get("/api/account"), 401, "UNAUTHORIZED");
  }

  @Test
  void aChangeOfRoleActsOnRunningLogIns() { // R053
    add("root", Role.ADMIN);
    RestClient ada = loggedIn("ada", Role.ADMIN);
    assertThat(ada.get("/api/admin/accounts").status()).isEqualTo(200);
    RestClient root = fixture.confirmed(Role.ADMIN);
    assertThat(
            root.post(
                    "/api/admin/accounts/ada/role",
                    "{\"role\":\"user\",\"permissions\":[\"accounts.read\"]}")
                .status())
        .isEqualTo(200);
    assertThat(ada.get("/api/admin/accounts").status()).isEqualTo(200);
    assertThat(root.post("/api/admin/accounts/ada/role", "{\"role\":\"user\"}").status())
        .isEqualTo(200);
    assertRefused(ada.get("/api/admin/accounts"), 403, "FORBIDDEN");
    assertRefused(
        root.post("/api/admin/accounts/root/role", "{\"role\":\"user\"}"), 409, "LAST_ADMIN");
    assertRefused(
        root.post("/api/admin/accounts/bob/role", "{\"role\":\"user\"}"), 404, "ACCOUNT_NOT_FOUND");
    assertRefused(
        root.post("/api/admin/accounts/ada/role", "{\"role\":\"king\"}"), 400, "BAD_REQUEST");
  }

  @Test
  void nobodyGivesAwayMoreThanTheyHave() {
    add("root", Role.ADMIN);
    add("ada", Role.MODERATOR);
    var _ = fixture.accounts.changeRole("ada", Role.MODERATOR, Set.of(Permission.ACCOUNTS_CHANGE));
    RestClient ada = rest.bearer(logIn(rest, "ada", PASSWORD).text("token"));
    for (String session : fixture.accounts.sessions.keySet()) {
      fixture.accounts.confirm(session, fixture.now.get().plusSeconds(600)).join();
    }
    String admin = "{\"role\":\"admin\"}";
    assertRefused(ada.post("/api/admin/accounts/ada/role", admin), 403, "FORBIDDEN");
    assertRefused(
        ada.post(
            "/api/admin/accounts/ada/role",
            "{\"role\":\"moderator\",\"permissions\":[\"keys.change\"]}"),
        403,
        "FORBIDDEN");
    assertRefused(ada.post("/api/admin/accounts/root/disable", "{}"), 403, "FORBIDDEN");
  }

  @Test
  void adminsAddListAndDisableAccounts() {
    RestClient root = fixture.confirmed(Role.ADMIN);
    add("root", Role.ADMIN);
    String ada = "{\"name\":\"ada\",\"password\":\"" + PASSWORD + "\",\"role\":\"moderator\"}";
    assertThat(root.post("/api/admin/accounts", ada).status()).isEqualTo(200);
    assertRefused(root.post("/api/admin/accounts", ada), 409, "NAME_TAKEN");
    assertRefused(
        root.post("/api/admin/accounts", ada.replace(PASSWORD, "short")), 400, "WEAK_PASSWORD");
    assertRefused(
        root.post("/api/admin/accounts", ada.replace("ada", "guest-1")), 400, "BAD_REQUEST");
    RestClient.Response list = root.get("/api/admin/accounts");
    assertThat(list.json().at("/accounts/0/name").asString()).isEqualTo("ada");
    assertThat(list.body()).doesNotContain("argon2id");
    RestClient loggedIn = rest.bearer(logIn(rest, "ada", PASSWORD).text("token"));
    assertThat(root.post("/api/admin/accounts/ada/disable", "{}").status()).isEqualTo(200);
    assertRefused(loggedIn.get("/api/account"), 401, "UNAUTHORIZED");
    assertRefused(logIn(rest, "ada", PASSWORD), 401, "BAD_CREDENTIALS");
  }

  @Test
  void aNewPasswordNeedsTheOldOneAndEndsOtherLogIns() {
    RestClient here = loggedIn("ada", Role.USER);
    RestClient elsewhere = rest.bearer(logIn(rest, "ada", PASSWORD).text("token"));
    String fresh = "another horse battery";
    assertRefused(changePassword(here, "wrong", fresh), 401, "BAD_CREDENTIALS");
    assertRefused(changePassword(here, PASSWORD, "short"), 400, "WEAK_PASSWORD");
    assertThat(changePassword(here, PASSWORD, fresh).status()).isEqualTo(200);
    assertThat(here.get("/api/account").status()).isEqualTo(200);
    assertRefused(elsewhere.get("/api/account"), 401, "UNAUTHORIZED");
    assertThat(logIn(rest, "ada", fresh).status()).isEqualTo(200);
  }

  @Test
  void aPageHasItsTokenInACookieAndShowsAHeader() {
    add("ada", Role.MODERATOR);
    RestClient.Response loggedIn = logIn(rest.asPage(), "ada", PASSWORD);
    assertThat(loggedIn.json().path("token").isNull()).isTrue();
    String cookie = loggedIn.header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/api");
    RestClient page = rest.asPage().with("Cookie", cookie.substring(0, cookie.indexOf(';')));
    RestClient.Response who = page.get("/api/account");
    assertThat(who.text("csrf_token")).isEqualTo(loggedIn.text("csrf_token"));
    assertRefused(page.post("/api/account/logout", ""), 403, "CSRF_REQUIRED");
    assertRefused(
        page.with("X-CSRF-Token", "guessed").post("/api/account/logout", ""), 403, "CSRF_REQUIRED");
    RestClient.Response loggedOut =
        page.with("X-CSRF-Token", who.text("csrf_token")).post("/api/account/logout", "");
    assertThat(loggedOut.status()).isEqualTo(200);
    assertThat(loggedOut.header("Set-Cookie"))
        .contains("palaver_account=;", "Expires=Thu, 01 Jan 1970");
    assertRefused(page.get("/api/account"), 401, "UNAUTHORIZED");
  }

  @Test
  void theSecondFactorOpensForTenMinutesWhatDemandsIt() { // R055
    RestClient ada = loggedIn("ada", Role.ADMIN);
    String key = "{\"name\":\"bot\",\"scopes\":[\"voice\"]}";
    assertRefused(ada.post("/api/admin/keys", key), 403, "SECOND_FACTOR_REQUIRED");
    Authenticator authenticator = enrol(ada);
    assertThat(ada.post("/api/admin/keys", key).status()).isEqualTo(200);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
    assertRefused(ada.post("/api/admin/keys", key), 403, "SECOND_FACTOR_REQUIRED");

    RestClient.Response shown = show(ada, authenticator.code(fixture.now.get()));

    assertThat(shown.text("open_until"))
        .isEqualTo(Wire.iso(fixture.now.get().plus(Duration.ofMinutes(10))));
    assertThat(ada.post("/api/admin/keys", key).status()).isEqualTo(200);
    RestClient elsewhere = rest.bearer(logIn(rest, "ada", PASSWORD).text("token"));
    assertRefused(elsewhere.post("/api/admin/keys", key), 403, "SECOND_FACTOR_REQUIRED");
    assertRefused(
        show(elsewhere, authenticator.code(fixture.now.get())), 403, "SECOND_FACTOR_WRONG");
  }

  @Test
  void fiveWrongCodesLockTheSecondFactor() {
    RestClient ada = loggedIn("ada", Role.ADMIN);
    Authenticator authenticator = enrol(ada);
    for (int i = 0; i < 5; i++) {
      assertRefused(show(ada, "000000"), 403, "SECOND_FACTOR_WRONG");
    }
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(14)));
    RestClient.Response locked = show(ada, authenticator.code(fixture.now.get()));
    assertRefused(locked, 429, "SECOND_FACTOR_LOCKED");
    assertThat(locked.header("Retry-After")).isEqualTo("60");
    assertThat(fixture.acts)
        .extracting(IdentityAct::kind)
        .contains(IdentityAct.Kind.SECOND_FACTOR_LOCKED);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(2)));
    assertThat(show(ada, authenticator.code(fixture.now.get())).status()).isEqualTo(200);
  }

  @Test
  void aRecoveryCodeStandsInOnce() {
    RestClient ada = loggedIn("ada", Role.ADMIN);
    Authenticator authenticator = authenticator(ada);
    RestClient.Response confirmed = confirm(ada, authenticator.code(fixture.now.get()));
    assertThat(confirmed.json().path("recovery_codes")).hasSize(10);
    String code = confirmed.json().at("/recovery_codes/4").asString().toLowerCase(Locale.ROOT);
    assertThat(show(ada, code).status()).isEqualTo(200);
    assertRefused(show(ada, code), 403, "SECOND_FACTOR_WRONG");
  }

  @Test
  void aNewAuthenticatorNeedsThePasswordAndACodeOfTheOldOne() {
    RestClient ada = loggedIn("ada", Role.ADMIN);
    assertRefused(enrol(ada, "wrong"), 401, "BAD_CREDENTIALS");
    enrol(ada);
    fixture.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11)));
    assertRefused(enrol(ada, PASSWORD), 403, "SECOND_FACTOR_REQUIRED");
    assertRefused(confirm(ada, "000000"), 403, "SECOND_FACTOR_WRONG");
  }

  @Test
  void theLinkMakesTheFirstAdminOnce() {
    assertRefused(claim("wrong", "root"), 403, "BAD_LINK");
    assertThat(fixture.firstAdminUsed).isFalse();
    RestClient.Response claimed = claim(fixture.firstAdmin.secret(), "root");
    assertThat(claimed.status()).isEqualTo(200);
    assertThat(claimed.text("role")).isEqualTo("admin");
    assertThat(fixture.firstAdminUsed).isTrue();
    assertRefused(claim(fixture.firstAdmin.secret(), "eve"), 403, "BAD_LINK");
    assertThat(logIn(rest, "root", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void theLinkIsDeadAfterAnHourAndOnceThereIsAnAdmin() {
    assertThat(rest.get("/api/first-admin").status()).isEqualTo(405);
    add("ada", Role.ADMIN);
    assertRefused(claim(fixture.firstAdmin.secret(), "eve"), 403, "BAD_LINK");
    try (ServerFixture late = new ServerFixture()) {
      late.now.updateAndGet(now -> now.plus(Duration.ofHours(1)));
      RestClient.Response answer =
          late.rest().post("/api/first-admin", claimBody(late.firstAdmin.secret(), "eve"));
      assertRefused(answer, 403, "BAD_LINK");
    }
  }

  @Test
  void aStoreThatFailsSaysSo() {
    RestClient ada = fixture.loggedIn(Role.ADMIN);
    fixture.accounts.fails = true;
    assertRefused(logIn(rest, "ada", PASSWORD), 503, "STORE_UNAVAILABLE");
    assertRefused(ada.get("/api/account"), 503, "STORE_UNAVAILABLE");
  }

  private void add(String name, Role role) {
    String hash = new Passwords(bytes -> {}).hash(PASSWORD);
    var _ = fixture.accounts.add(Account.fresh(name, role, hash, fixture.now.get()));
  }

  private RestClient loggedIn(String name, Role role) {
    add(name, role);
    return rest.bearer(logIn(rest, name, PASSWORD).text("token"));
  }

  private static RestClient.Response logIn(RestClient from, String name, String password) {
    return from.post(
        "/api/account/login",
        RestClient.JSON.createObjectNode().put("name", name).put("password", password).toString());
  }

  private static RestClient.Response changePassword(RestClient ada, String old, String fresh) {
    return ada.post(
        "/api/account/password",
        RestClient.JSON
            .createObjectNode()
            .put("password", old)
            .put("new_password", fresh)
            .toString());
  }

  private RestClient.Response claim(String link, String name) {
    return rest.post("/api/first-admin", claimBody(link, name));
  }

  private static String claimBody(String link, String name) {
    return RestClient.JSON
        .createObjectNode()
        .put("link", link)
        .put("name", name)
        .put("password", PASSWORD)
        .toString();
  }

  private static RestClient.Response enrol(RestClient ada, String password) {
    return ada.post("/api/account/second-factor/enrol", "{\"password\":\"" + password + "\"}");
  }

  private static Authenticator authenticator(RestClient ada) {
    RestClient.Response enrolment = enrol(ada, PASSWORD);
    assertThat(enrolment.text("uri")).contains("otpauth://totp/Palaver:ada?secret=");
    return Authenticator.of(enrolment.text("secret"));
  }

  private Authenticator enrol(RestClient ada) {
    Authenticator authenticator = authenticator(ada);
    assertThat(confirm(ada, authenticator.code(fixture.now.get())).status()).isEqualTo(200);
    return authenticator;
  }

  private static RestClient.Response confirm(RestClient ada, String code) {
    return ada.post("/api/account/second-factor/confirm", "{\"code\":\"" + code + "\"}");
  }

  private static RestClient.Response show(RestClient ada, String code) {
    return ada.post("/api/account/second-factor", "{\"code\":\"" + code + "\"}");
  }
}
