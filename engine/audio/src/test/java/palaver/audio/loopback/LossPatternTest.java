// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossPatternTest {

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "0.1, false",
    "0.1, true",
    "0.3, true",
    "0.9, true",
    "1, false",
    "1, true"
  })
  void theShareIsLostInTheLongRun(double share, boolean bursty) {
    LossPattern pattern = new LossPattern(new SplittableRandom(4), share, bursty);
    int lost = 0;
    int bursts = 0;
    boolean before = false;
    for (int i = 0; i < 100_000; i++) {
      boolean now = pattern.losesNext();
      lost += now ? 1 : 0;
      bursts += now && !before ? 1 : 0;
      before = now;
    }
    assertThat(lost / 100_000.0).isCloseTo(share, within(0.06 * share));
    if (bursty && share < 0.7) {
      assertThat((double) lost / bursts).isCloseTo(4, within(0.3));
    }
  }
}
