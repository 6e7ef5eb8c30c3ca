// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @Test
  void codesAreThoseOfTheStandard() { // RFC 6238 appendix B, the last six of its eight digits
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
    assertThat(Totp.code(SECRET, Instant.ofEpochSecond(20_000_000_000L))).isEqualTo("353130");
  }

  @Test
  void aCodeCountsOneStepAroundItsOwn() {
    Instant at = Instant.ofEpochSecond(1_111_111_109);
    String code = Totp.code(SECRET, at);
    assertThat(Totp.step(SECRET, code, at, -1)).hasValue(1_111_111_109 / 30);
    assertThat(Totp.step(SECRET, code, at.plusSeconds(30), -1)).isPresent();
    assertThat(Totp.step(SECRET, code, at.minusSeconds(30), -1)).isPresent();
    assertThat(Totp.step(SECRET, code, at.plusSeconds(60), -1)).isEmpty();
    assertThat(Totp.step(SECRET, code, at.minusSeconds(60), -1)).isEmpty();
  }

  @Test
  void aUsedStepAndThoseBeforeItAreNeverUsedAgain() {
    Instant at = Instant.ofEpochSecond(1_111_111_109);
    long step = at.getEpochSecond() / 30;
    assertThat(Totp.step(SECRET, Totp.code(SECRET, at), at, step)).isEmpty();
    assertThat(Totp.step(SECRET, Totp.code(SECRET, at.minusSeconds(30)), at, step)).isEmpty();
    assertThat(Totp.step(SECRET, Totp.code(SECRET, at.plusSeconds(30)), at, step))
        .hasValue(step + 1);
  }

  @Test
  void whatIsNotSixDigitsIsNoCode() {
    Instant at = Instant.ofEpochSecond(59);
    assertThat(Totp.step(SECRET, "28708", at, -1)).isEmpty();
    assertThat(Totp.step(SECRET, "２87082", at, -1)).isEmpty();
    assertThat(Totp.step(SECRET, "", at, -1)).isEmpty();
  }

  @Test
  void authenticatorsReadTheSecretFromTheUri() {
    assertThat(Totp.text(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.uri(SECRET, "Our Palaver", "ada@home"))
        .isEqualTo(
            "otpauth://totp/Our%20Palaver:ada%40home?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Our%20Palaver&algorithm=SHA1&digits=6&period=30");
    assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("MZXW6YTBOI"); // RFC 4648 section 10
  }
}
