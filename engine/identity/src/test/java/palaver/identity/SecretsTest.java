// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import palaver.base.SecretSource;

/// Server keys, the link for the first admin, and names of accounts.
class SecretsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SecretSource secrets = new Random(7)::nextBytes;

  @Test
  void aServerKeyHas256BitsOfWhichOnlyTheHashIsKept() {
    ServerKey.Made made = ServerKey.make("bot", EnumSet.of(Scope.VOICE), NOON, null, secrets);
    assertThat(made.key()).matches("[A-Za-z0-9_-]{43}");
    assertThat(made.record().sha256()).isEqualTo(Sha256.hex(made.key()));
    assertThat(made.record().id()).hasSize(12);
    assertThat(made.record().toString() + made).doesNotContain(made.key());
    assertThat(made.record().isValid(NOON)).isTrue();
  }

  @Test
  void aServerKeyEndsAtItsTimeOrWhenItIsRevoked() {
    ServerKey ends = ServerKey.of("k", "bot", Set.of(Scope.VOICE), NOON, NOON.plusSeconds(10));
    assertThat(ends.isValid(NOON.plusSeconds(9))).isTrue();
    assertThat(ends.isValid(NOON.plusSeconds(10))).isFalse();
    ServerKey revoked = new ServerKey("i", "bot", "h", Set.of(), NOON, null, NOON.plusSeconds(1));
    assertThat(revoked.isValid(NOON)).isFalse();
  }

  @Test
  void theFirstAdminsLinkIsGoodForOneHour() {
    FirstAdminLink.Made made = FirstAdminLink.make(secrets, NOON);
    assertThat(made.secret()).matches("[A-Za-z0-9_-]{43}");
    assertThat(made.link().accepts(made.secret(), NOON.plusSeconds(3599))).isTrue();
    assertThat(made.link().accepts(made.secret(), NOON.plusSeconds(3600))).isFalse();
    assertThat(made.link().accepts("another", NOON)).isFalse();
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void anAccountsNameIsSafeEverywhereAndNoGuests() {
    assertThat(Account.isName("ada.lovelace@home")).isTrue();
    assertThat(Account.isName("guest-00")).isFalse();
    assertThat(Account.isName("")).isFalse();
    assertThat(Account.isName("a b")).isFalse();
    assertThat(Account.isName("x".repeat(65))).isFalse();
    Account account = Account.fresh("ada", Role.ADMIN, "$argon2id$hash", NOON);
    assertThat(account.toString()).doesNotContain("argon2id");
    assertThat(account.permissions()).isEmpty();
  }

  @Test
  void theIdsOfActsAreTheirOwn() {
    assertThat(IdentityAct.Kind.values())
        .extracting(IdentityAct.Kind::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z-]+\\.[a-z-]+"));
  }
}
