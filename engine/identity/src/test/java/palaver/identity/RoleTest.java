// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void eachRoleMayDoAllThatTheOneBeforeItMay() {
    assertThat(Role.USER.permissions()).isEmpty();
    assertThat(Role.MODERATOR.permissions())
        .contains(Permission.SANCTION, Permission.BAN)
        .doesNotContain(Permission.ACCOUNTS_CHANGE, Permission.OBSERVE);
    assertThat(Role.ADMIN.permissions())
        .containsAll(Role.MODERATOR.permissions())
        .containsExactlyInAnyOrder(Permission.values());
  }

  @Test
  void whatCannotBeUndoneDemandsASecondFactor() { // R055
    assertThat(Permission.values())
        .filteredOn(Permission::demandsSecondFactor)
        .containsExactly(
            Permission.BAN,
            Permission.OBSERVE,
            Permission.PERSONAL_DATA_EXPORT,
            Permission.PERSONAL_DATA_ERASE,
            Permission.ACCOUNTS_CHANGE,
            Permission.KEYS_CHANGE);
  }

  @Test
  void noScopeOfAKeyIsAPermission() {
    List<String> permissions = Arrays.stream(Permission.values()).map(Permission::id).toList();
    assertThat(Scope.values()).extracting(Scope::id).doesNotContainAnyElementsOf(permissions);
  }

  @Test
  void constantsAreReadAsTheyWereWritten() {
    Set<Permission> both = Set.of(Permission.AUDIT_READ, Permission.SANCTION);
    assertThat(Identified.join(Identified.copy(Permission.class, both)))
        .isEqualTo("sanction audit.read");
    assertThat(Identified.parse(Permission.class, "audit.read sanction later.on"))
        .containsExactly(Permission.SANCTION, Permission.AUDIT_READ);
    assertThat(Identified.parse(Grant.class, "")).isEmpty();
    assertThat(Identified.find(Role.class, "admin")).contains(Role.ADMIN);
    assertThat(Identified.find(Role.class, "ADMIN")).isEmpty();
  }

  @Test
  void aPermissionOfItsOwnReachesBeyondTheRole() {
    AccountSession session = session(NOON);
    assertThat(session.may(Permission.AUDIT_READ)).isTrue();
    assertThat(session.may(Permission.SANCTION)).isTrue();
    assertThat(session.may(Permission.KEYS_CHANGE)).isFalse();
  }

  @Test
  void aLogInAndItsSecondFactorEndAtTheirTimes() {
    AccountSession session = session(NOON.plusSeconds(600));
    assertThat(session.isLive(NOON.plusSeconds(3599))).isTrue();
    assertThat(session.isLive(NOON.plusSeconds(3600))).isFalse();
    assertThat(session.secondFactorOpen(NOON.plusSeconds(599))).isTrue();
    assertThat(session.secondFactorOpen(NOON.plusSeconds(600))).isFalse();
    AccountSession without =
        new AccountSession("s", "ada", Role.USER, Set.of(), NOON.plusSeconds(1), null);
    assertThat(without.secondFactorOpen(NOON)).isFalse();
  }

  private static AccountSession session(Instant secondFactorUntil) {
    return new AccountSession(
        "s",
        "ada",
        Role.MODERATOR,
        Set.of(Permission.AUDIT_READ),
        NOON.plusSeconds(3600),
        secondFactorUntil);
  }
}
