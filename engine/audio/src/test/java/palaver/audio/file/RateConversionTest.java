// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.audio.source.ToneSource;

class RateConversionTest {

  /// There and back, a tone is the same to 60 dB, at every rate that holds it.
  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 44_100, 48_000, 96_000})
  void aToneComesBack(int rateHz) {
    short[] tone = new ToneSource(-6, 440, 2_000).take(24_000);
    Sound there = RateConversion.convert(new Sound(48_000, 1, tone), rateHz);
    Sound back = RateConversion.convert(there, 48_000);
    assertThat(there.durationNs()).isBetween(499_000_000L, 500_000_000L);
    double signal = 0;
    double error = 1e-9;
    for (int i = 2_000; i < 22_000; i++) {
      signal += (double) tone[i] * tone[i];
      error += Math.pow(back.pcm()[i] - tone[i], 2);
    }
    assertThat(10 * Math.log10(signal / error)).isGreaterThan(60);
  }
}
