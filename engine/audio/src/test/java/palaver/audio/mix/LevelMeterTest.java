// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelMeterTest {

  private final LevelMeter meter = new LevelMeter();

  @Test
  void aFullSquareWaveIsTheOverloadPoint() {
    short[] pcm = new short[480];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = i % 48 < 24 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    meter.measure(pcm, 0, pcm.length);
    assertThat(meter.levelDbov()).isZero();
    assertThat(meter.peakDbfs()).isZero();
    assertThat(meter.audioLevel()).isEqualTo(1);
  }

  @Test
  void aSineIsThreeDecibelsBelowItsPeak() {
    short[] pcm = new short[4_800];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (3_276.7 * Math.sin(2 * Math.PI * i / 48));
    }
    meter.measure(pcm, 0, pcm.length);
    assertThat(meter.levelDbov()).isEqualTo(23);
    assertThat(meter.peakDbfs()).isCloseTo(-20, within(0.01));
  }

  @Test
  void silenceIs127() {
    short[] pcm = new short[960];
    meter.measure(pcm, 0, pcm.length);
    assertThat(meter.levelDbov()).isEqualTo(127);
    assertThat(meter.peakDbfs()).isEqualTo(-127);
    Arrays.fill(pcm, (short) 1);
    meter.measure(pcm, 0, pcm.length);
    assertThat(meter.levelDbov()).isEqualTo(90);
    meter.measure(pcm, 0, 0);
    assertThat(meter.audioLevel()).isZero();
  }
}
