// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.audio.playout.PlayoutStatistics;

final class RecentSoundTest {

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long SECOND = 48_000;

  private final RecentSound recent = new RecentSound();

  private double share(long atSeconds, long samples, long concealed) {
    return recent.concealedShare(
        atSeconds * SECOND_NS,
        new PlayoutStatistics(
            0, 0, 0, 0, 0, 0, 0, 0, samples, concealed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void isTheShareThatWasMadeUp() {
    share(0, 0, 0);
    assertThat(share(10, 10 * SECOND, SECOND)).isEqualTo(0.1);
  }

  @Test
  void lessThanASecondOfSoundSaysNothing() {
    share(0, 0, 0);
    assertThat(share(10, SECOND / 2, SECOND / 2)).isZero();
  }

  @Test
  void whatWasMissingIsForgottenHalfAMinuteLater() {
    share(0, 0, 0);
    assertThat(share(10, 10 * SECOND, 5 * SECOND)).isEqualTo(0.5);
    for (int second = 11; second <= 41; second++) {
      share(second, second * SECOND, 5 * SECOND);
    }
    assertThat(share(42, 42 * SECOND, 5 * SECOND)).isZero();
  }
}
