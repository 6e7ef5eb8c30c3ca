// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String GOOD = "correct horse battery";

  private final Passwords passwords = new Passwords(bytes -> Arrays.fill(bytes, (byte) 7));

  @Test
  void aHashSaysItsParametersAndMatchesItsPasswordOnly() {
    String hash = passwords.hash(GOOD);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(GOOD);
    assertThat(Passwords.matches(GOOD, hash)).isTrue();
    assertThat(Passwords.matches(GOOD + "!", hash)).isFalse();
    assertThat(Passwords.matches(GOOD, hash.replace("m=19456", "m=19457"))).isFalse();
  }

  @Test
  void lettersMatchHoweverTheyWereComposed() {
    assertThat(Passwords.matches("Ku\u0308che und Garten", passwords.hash("Küche und Garten")))
        .isTrue();
  }

  @Test
  void aHashThatCannotBeReadMatchesNothing() {
    String hash = passwords.hash(GOOD);
    assertThat(Passwords.matches(GOOD, "")).isFalse();
    assertThat(Passwords.matches(GOOD, GOOD)).isFalse();
    assertThat(Passwords.matches(GOOD, hash.replace("argon2id", "argon2i"))).isFalse();
    assertThat(Passwords.matches(GOOD, hash.replace("m=19456", "m=9999999"))).isFalse();
    assertThat(Passwords.matches(GOOD, hash.replace("t=2", "t=0"))).isFalse();
    assertThat(Passwords.matches("x".repeat(513), hash)).isFalse();
  }

  @Test
  void shortOrSillyPasswordsAreComplainedAbout() {
    assertThat(Passwords.complaint("ada", GOOD)).isEmpty();
    assertThat(Passwords.complaint("ada", "eleven char")).isPresent();
    assertThat(Passwords.complaint("ada", "x".repeat(257))).isPresent();
    assertThat(Passwords.complaint("ada", "ababababababab")).isPresent();
    assertThat(Passwords.complaint("ada.lovelace", "Ada.Lovelace")).isPresent();
  }
}
