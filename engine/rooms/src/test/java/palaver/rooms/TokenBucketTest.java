// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private final TokenBucket bucket = new TokenBucket(new Limits.Rate(3, 100));

  @Test
  void aBurstPassesAndThenOnePerInterval() {
    assertThat(takenAt(50, 10)).isEqualTo(3);
    assertThat(takenAt(149, 10)).isZero();
    assertThat(takenAt(150, 10)).isEqualTo(1);
    assertThat(takenAt(350, 10)).isEqualTo(2);
  }

  @Test
  void aLongRestSavesNoMoreThanOneBurst() {
    takenAt(0, 10);
    assertThat(takenAt(1_000_000, 10)).isEqualTo(3);
  }

  @Test
  void theOriginOfTimeDoesNotMatter() {
    assertThat(takenAt(-5_000_000, 10)).isEqualTo(3);
  }

  private int takenAt(long nowNs, int attempts) {
    int taken = 0;
    for (int i = 0; i < attempts; i++) {
      taken += bucket.take(nowNs) ? 1 : 0;
    }
    return taken;
  }
}
