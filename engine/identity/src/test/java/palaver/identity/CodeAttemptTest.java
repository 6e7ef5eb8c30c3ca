// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.SecretSource;
import palaver.identity.CodeAttempt.Outcome;
import palaver.identity.CodeAttempt.Verdict;

/// The second factor of one account through right, wrong and late codes.
class CodeAttemptTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private byte filling = 1;
  private final SecretSource secrets =
      bytes -> {
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = filling++;
        }
      };
  private final SecretBox box = new SecretBox(new byte[32], secrets);
  private final List<String> recovery = RecoveryCodes.fresh(secrets);
  private final List<String> unspent =
      new ArrayList<>(recovery.stream().map(RecoveryCodes::hash).toList());
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private SecondFactor factor =
      SecondFactor.unconfirmed(box.seal(SECRET, SecondFactor.purpose("ada")));

  @Test
  void anAuthenticatorCountsOnlyWhenItHasShownThatItWorks() {
    assertThat(show(Totp.code(SECRET, now))).isEqualTo(Outcome.NOT_ENROLLED);
    assertThat(confirm("000000")).isEqualTo(Outcome.WRONG);
    assertThat(confirm(recovery.getFirst())).isEqualTo(Outcome.WRONG);
    assertThat(confirm(Totp.code(SECRET, now))).isEqualTo(Outcome.ACCEPTED);
    assertThat(factor.confirmed()).isTrue();
    now = now.plusSeconds(30);
    assertThat(confirm(Totp.code(SECRET, now))).isEqualTo(Outcome.NOT_ENROLLED);
    assertThat(show(Totp.code(SECRET, now))).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aCodeIsGoodOnce() {
    confirm(Totp.code(SECRET, now));
    now = now.plusSeconds(30);
    String code = Totp.code(SECRET, now);
    assertThat(show(code.substring(0, 3) + " " + code.substring(3))).isEqualTo(Outcome.ACCEPTED);
    assertThat(show(code)).isEqualTo(Outcome.WRONG);
  }

  @Test
  void fiveWrongCodesLockItForFifteenMinutes() {
    confirm(Totp.code(SECRET, now));
    for (int i = 0; i < 5; i++) {
      assertThat(show("000000")).isEqualTo(Outcome.WRONG);
    }
    now = now.plusSeconds(60);
    assertThat(show(Totp.code(SECRET, now))).isEqualTo(Outcome.LOCKED);
    assertThat(show(recovery.getFirst())).isEqualTo(Outcome.LOCKED);
    now = now.plus(Duration.ofMinutes(14));
    assertThat(show(Totp.code(SECRET, now))).isEqualTo(Outcome.ACCEPTED);
    assertThat(factor.failures()).isZero();
  }

  @Test
  void aRightCodeForgetsTheWrongOnes() {
    confirm(Totp.code(SECRET, now));
    for (int round = 0; round < 3; round++) {
      now = now.plusSeconds(30);
      for (int i = 0; i < 4; i++) {
        assertThat(show("000000")).isEqualTo(Outcome.WRONG);
      }
      assertThat(show(Totp.code(SECRET, now))).isEqualTo(Outcome.ACCEPTED);
    }
  }

  @Test
  void eachRecoveryCodeIsGoodOnceHoweverItIsTyped() {
    confirm(Totp.code(SECRET, now));
    assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
    assertThat(recovery).allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
    String typed = recovery.getFirst().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
    assertThat(show(typed)).isEqualTo(Outcome.ACCEPTED);
    assertThat(show(recovery.getFirst())).isEqualTo(Outcome.WRONG);
    assertThat(show(recovery.get(9))).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aSecretSealedForAnotherAccountOpensNothing() {
    confirm(Totp.code(SECRET, now));
    now = now.plusSeconds(30);
    CodeAttempt bob = new CodeAttempt(box, "bob", Totp.code(SECRET, now), now, false);
    assertThat(bob.judge(factor, _ -> false).outcome()).isEqualTo(Outcome.WRONG);
    assertThat(bob.toString()).doesNotContain(bob.code());
  }

  private Outcome show(String code) {
    return judged(new CodeAttempt(box, "ada", code, now, false));
  }

  private Outcome confirm(String code) {
    return judged(new CodeAttempt(box, "ada", code, now, true));
  }

  private Outcome judged(CodeAttempt attempt) {
    Verdict verdict = attempt.judge(factor, unspent::remove);
    factor = verdict.next();
    return verdict.outcome();
  }
}
