// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.identity.Account;
import palaver.identity.AccountRecords;
import palaver.identity.AccountRecords.Change;
import palaver.identity.AccountSession;
import palaver.identity.CodeAttempt;
import palaver.identity.CodeAttempt.Outcome;
import palaver.identity.Permission;
import palaver.identity.RecoveryCodes;
import palaver.identity.Role;
import palaver.identity.SecondFactor;
import palaver.identity.SecretBox;
import palaver.identity.Totp;

/// Accounts, their log-ins and second factors as the database keeps them.
class AccountsTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private final Fixture fixture = new Fixture();
  private final SecretBox box = new SecretBox(new byte[32], new SecureRandom()::nextBytes);
  @TempDir Path folder;
  private Store store;
  private AccountRecords accounts;

  @BeforeEach
  void open() {
    store = fixture.open(folder);
    accounts = store.accounts();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anAccountIsKeptWithRoleAndPermissionsInItsUser() { // R054
    assertThat(accounts.add(account("ada", Role.MODERATOR)).join()).isTrue();
    assertThat(accounts.add(account("ada", Role.ADMIN)).join()).isFalse();
    accounts.changeRole("ada", Role.MODERATOR, Set.of(Permission.AUDIT_READ)).join();

    reopen();

    Account kept = accounts.account("ada").join().orElseThrow();
    assertThat(kept.role()).isEqualTo(Role.MODERATOR);
    assertThat(kept.permissions()).containsExactly(Permission.AUDIT_READ);
    assertThat(user("ada")).isEqualTo("moderator|audit.read");
    assertThat(accounts.account("bob").join()).isEmpty();
  }

  @Test
  void aUserWhoWasInARoomBecomesTheAccountOfTheirName() {
    store.sessions().userSeen("ada", "Ada", Fixture.NOON).join();
    accounts.add(account("ada", Role.ADMIN)).join();
    store.sessions().userSeen("ada", "Ada L.", Fixture.NOON).join();
    assertThat(user("ada")).isEqualTo("admin|");
    assertThat(accounts.accounts().join()).extracting(Account::name).containsExactly("ada");
  }

  @Test
  void theFirstAdminIsAddedOnce() {
    assertThat(accounts.hasAdmin().join()).isFalse();
    assertThat(accounts.addFirstAdmin(account("ada", Role.ADMIN)).join()).isTrue();
    assertThat(accounts.hasAdmin().join()).isTrue();
    assertThat(accounts.addFirstAdmin(account("bob", Role.ADMIN)).join()).isFalse();
    assertThat(accounts.account("bob").join()).isEmpty();
  }

  @Test
  void theLastAdminStaysOne() {
    accounts.add(account("ada", Role.ADMIN)).join();
    assertThat(accounts.changeRole("ada", Role.USER, Set.of()).join()).isEqualTo(Change.LAST_ADMIN);
    assertThat(accounts.disable("ada", Fixture.NOON).join()).isEqualTo(Change.LAST_ADMIN);
    accounts.add(account("bob", Role.ADMIN)).join();
    assertThat(accounts.disable("bob", Fixture.NOON).join()).isEqualTo(Change.DONE);
    assertThat(accounts.disable("ada", Fixture.NOON).join()).isEqualTo(Change.LAST_ADMIN);
    assertThat(accounts.changeRole("nobody", Role.USER, Set.of()).join()).isEqualTo(Change.UNKNOWN);
  }

  @Test
  void aLogInShowsTheRoleOfTheMoment() {
    accounts.add(account("root", Role.ADMIN)).join();
    accounts.add(account("ada", Role.MODERATOR)).join();
    accounts.open(session("s1", "ada")).join();
    assertThat(found("s1").role()).isEqualTo(Role.MODERATOR);
    accounts.changeRole("ada", Role.USER, Set.of()).join();
    assertThat(found("s1").role()).isEqualTo(Role.USER);
    Instant until = Fixture.NOON.plusSeconds(600);
    accounts.confirm("s1", until).join();
    assertThat(found("s1").secondFactorUntil()).isEqualTo(until);
    accounts.end("s1").join();
    assertThat(accounts.find("s1").join()).isEmpty();
  }

  @Test
  void aNewPasswordEndsEveryLogInButOne() {
    accounts.add(account("ada", Role.USER)).join();
    accounts.open(session("s1", "ada")).join();
    accounts.open(session("s2", "ada")).join();
    accounts.changePassword("ada", "new hash", "s2").join();
    assertThat(accounts.find("s1").join()).isEmpty();
    assertThat(accounts.find("s2").join()).isPresent();
    assertThat(accounts.account("ada").join().orElseThrow().passwordHash()).isEqualTo("new hash");
  }

  @Test
  void aDisabledAccountHasNoLogIns() {
    accounts.add(account("ada", Role.USER)).join();
    accounts.open(session("s1", "ada")).join();
    accounts.disable("ada", Fixture.NOON).join();
    assertThat(accounts.find("s1").join()).isEmpty();
    accounts.open(session("s2", "ada")).join();
    assertThat(accounts.find("s2").join()).isEmpty();
    assertThat(accounts.account("ada").join().orElseThrow().disabledAt()).isEqualTo(Fixture.NOON);
  }

  @Test
  void logInsThatAreOverGoWhenANewOneComes() {
    accounts.add(account("ada", Role.USER)).join();
    accounts.open(session("s1", "ada")).join();
    fixture.advanceSeconds(3601);
    accounts.open(session("s2", "ada")).join();
    assertThat(accounts.find("s1").join()).isEmpty();
  }

  @Test
  void theSecondFactorIsKeptSealedAndItsStepsAreUsedOnce() {
    enrol();
    fixture.advanceSeconds(30);
    String code = Totp.code(SECRET, fixture.instant());
    assertThat(attempt(code, false)).isEqualTo(Outcome.ACCEPTED);
    reopen();
    assertThat(attempt(code, false)).isEqualTo(Outcome.WRONG);
    assertThat(accounts.account("ada").join().orElseThrow().secondFactor()).isTrue();
    String kept =
        Fixture.other(folder)
            .withHandle(handle ->
                handle
                    .createQuery("SELECT secret_sealed FROM second_factors")
                    .mapTo(String.class)
                    .one());
    assertThat(kept).doesNotContain(Totp.text(SECRET));
  }

  @Test
  void fiveWrongCodesLockItOverARestart() {
    enrol();
    for (int i = 0; i < 5; i++) {
      assertThat(attempt("000000", false)).isEqualTo(Outcome.WRONG);
    }
    reopen();
    fixture.advanceSeconds(60);
    assertThat(attempt(Totp.code(SECRET, fixture.instant()), false)).isEqualTo(Outcome.LOCKED);
  }

  @Test
  void aRecoveryCodeIsGoodOnceAndANewAuthenticatorNeedsNewOnes() {
    enrol();
    List<String> codes = RecoveryCodes.fresh(new SecureRandom()::nextBytes);
    accounts.replaceRecoveryCodes("ada", codes.stream().map(RecoveryCodes::hash).toList()).join();
    assertThat(attempt(codes.get(3), false)).isEqualTo(Outcome.ACCEPTED);
    assertThat(attempt(codes.get(3), false)).isEqualTo(Outcome.WRONG);
    accounts.enrol("ada", unconfirmed()).join();
    assertThat(attempt(codes.get(4), false)).isEqualTo(Outcome.NOT_ENROLLED);
    assertThat(accounts.account("ada").join().orElseThrow().secondFactor()).isFalse();
  }

  @Test
  void anAccountWithoutSecondFactorIsNotEnrolled() {
    accounts.add(account("ada", Role.ADMIN)).join();
    assertThat(attempt("000000", false)).isEqualTo(Outcome.NOT_ENROLLED);
  }

  @Test
  void theTwoNewestTokenKeysAreKept() {
    for (String id : List.of("a", "b", "c")) {
      store.tokenKeys().add(new TokenKeys.Row(id, "sealed " + id, fixture.instant())).join();
      fixture.advanceSeconds(1);
    }
    reopen();
    assertThat(store.tokenKeys().newest().join())
        .extracting(TokenKeys.Row::keyId)
        .containsExactly("c", "b");
    assertThat(store.tokenKeys().newest().join().getFirst().toString()).doesNotContain("sealed");
  }

  private void enrol() {
    accounts.add(account("ada", Role.ADMIN)).join();
    accounts.enrol("ada", unconfirmed()).join();
    assertThat(attempt(Totp.code(SECRET, fixture.instant()), true)).isEqualTo(Outcome.ACCEPTED);
  }

  private SecondFactor unconfirmed() {
    return SecondFactor.unconfirmed(box.seal(SECRET, SecondFactor.purpose("ada")));
  }

  private Outcome attempt(String code, boolean confirming) {
    return accounts
        .attempt(new CodeAttempt(box, "ada", code, fixture.instant(), confirming))
        .join()
        .outcome();
  }

  private AccountSession found(String sessionId) {
    Optional<AccountSession> found = accounts.find(sessionId).join();
    return found.orElseThrow();
  }

  private void reopen() {
    store.close();
    open();
  }

  private String user(String name) {
    return Fixture.other(folder)
        .withHandle(handle ->
            handle
                .createQuery("SELECT role || '|' || permissions FROM users WHERE user_id = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
  }

  private static Account account(String name, Role role) {
    return Account.fresh(name, role, "a hash", Fixture.NOON);
  }

  private static AccountSession session(String id, String name) {
    return new AccountSession(id, name, Role.USER, Set.of(), Fixture.NOON.plusSeconds(3600), null);
  }
}
