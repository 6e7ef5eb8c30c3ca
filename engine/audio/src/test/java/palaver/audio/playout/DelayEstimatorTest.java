// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DelayEstimatorTest {

  private static final long MS = 1_000_000;

  private final PlayoutProfile profile = PlayoutProfile.DEFAULT.withBounds(10 * MS, 500 * MS);
  private final DelayEstimator estimator = new DelayEstimator(profile);
  private final SplittableRandom random = new SplittableRandom(5);
  private long sentNs;

  private void packets(int count, long leastNs, long jitterNs) {
    for (int i = 0; i < count; i++) {
      long delayNs = leastNs + (jitterNs == 0 ? 0 : random.nextLong(jitterNs));
      estimator.observe(sentNs + delayNs, Samples.fromNs(sentNs), 960);
      sentNs += 20 * MS;
    }
  }

  private double targetMs() {
    return estimator.targetNs() / 1e6;
  }

  @Test
  void theAimIsTheQuantileAndOnePull() {
    packets(2_000, 50 * MS, 100 * MS);
    assertThat(targetMs()).isCloseTo(97 + 10, within(6.0));
  }

  @Test
  void theBoundsHold() {
    packets(100, 50 * MS, 0);
    assertThat(estimator.targetNs()).isGreaterThanOrEqualTo(profile.minDelayNs());
    packets(200, 50 * MS, 2_000 * MS);
    assertThat(estimator.targetNs()).isLessThanOrEqualTo(profile.maxDelayNs());
  }

  @Test
  void aLongerPathIsNoLastingDelay() {
    packets(200, 20 * MS, 0);
    packets(150, 180 * MS, 0);
    assertThat(targetMs()).isLessThan(20);
  }

  @Test
  void whatIsOverdueMakesLatenessProbable() {
    packets(1_000, 0, 60 * MS);
    assertThat(estimator.lateShare(-5 * MS, 50 * MS)).isCloseTo(0.17, within(0.06));
    assertThat(estimator.lateShare(40 * MS, 50 * MS)).isCloseTo(0.5, within(0.15));
    assertThat(estimator.lateShare(80 * MS, 90 * MS)).isEqualTo(1);
  }
}
