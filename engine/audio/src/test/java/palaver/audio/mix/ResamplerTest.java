// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

  private static short[] tone(double hz, double rateHz, int samples) {
    short[] pcm = new short[samples];
    for (int i = 0; i < samples; i++) {
      pcm[i] = (short) Math.round(20_000 * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return pcm;
  }

  /// Resamples in pieces of uneven length, as devices deliver them.
  private static short[] resample(short[] from, int fromHz, int toHz) {
    Resampler resampler = new Resampler(fromHz, toHz, 1, 700);
    short[] to = new short[resampler.outputMax(from.length) + 100];
    int written = 0;
    int piece = 1;
    for (int at = 0; at < from.length; at += piece) {
      piece = Math.min(1 + at * 7 % 700, from.length - at);
      written += resampler.resample(from, at, piece, to, written);
    }
    return Arrays.copyOf(to, written);
  }

  /// Signal to everything else in dB: fits a sine of `hz` to the settled middle and compares.
  private static double signalToRestDb(short[] pcm, double hz, double rateHz) {
    int from = pcm.length / 4;
    int to = pcm.length * 3 / 4;
    double[] sums = new double[5];
    for (int i = from; i < to; i++) {
      double sine = Math.sin(2 * Math.PI * hz * i / rateHz);
      double cosine = Math.cos(2 * Math.PI * hz * i / rateHz);
      sums[0] += sine * sine;
      sums[1] += cosine * cosine;
      sums[2] += sine * cosine;
      sums[3] += pcm[i] * sine;
      sums[4] += pcm[i] * cosine;
    }
    double determinant = sums[0] * sums[1] - sums[2] * sums[2];
    double a = (sums[3] * sums[1] - sums[4] * sums[2]) / determinant;
    double b = (sums[4] * sums[0] - sums[3] * sums[2]) / determinant;
    double signal = 0;
    double rest = 0;
    for (int i = from; i < to; i++) {
      double fit =
          a * Math.sin(2 * Math.PI * hz * i / rateHz) + b * Math.cos(2 * Math.PI * hz * i / rateHz);
      signal += fit * fit;
      rest += (pcm[i] - fit) * (pcm[i] - fit);
    }
    return 10 * Math.log10(signal / rest);
  }

  private static double rootMeanSquare(short[] pcm) {
    double sum = 0;
    for (int i = pcm.length / 4; i < pcm.length * 3 / 4; i++) {
      sum += (double) pcm[i] * pcm[i];
    }
    return Math.sqrt(sum / (pcm.length / 2.0));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 44_099, 48_000, 96_000})
  void aToneKeepsItsPitchLevelAndPurityBothWays(int deviceHz) {
    for (double share : new double[] {0.02, 0.2, 0.43}) {
      double hz = share * Math.min(deviceHz, 48_000);
      short[] up = resample(tone(hz, deviceHz, deviceHz), deviceHz, 48_000);
      short[] down = resample(tone(hz, 48_000, 48_000), 48_000, deviceHz);
      assertThat(up.length).isCloseTo(48_000, within(1_000));
      assertThat(down.length).isCloseTo(deviceHz, within(500));
      assertThat(signalToRestDb(up, hz, 48_000)).as("%s up", hz).isGreaterThan(80);
      assertThat(signalToRestDb(down, hz, deviceHz)).as("%s down", hz).isGreaterThan(80);
      assertThat(rootMeanSquare(up)).isCloseTo(20_000 / Math.sqrt(2), within(50.0));
      assertThat(rootMeanSquare(down)).isCloseTo(20_000 / Math.sqrt(2), within(50.0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 44_100})
  void whatWouldAliasIsSuppressed(int deviceHz) {
    double hz = Math.min(23_000, deviceHz * 0.505);
    short[] down = resample(tone(hz, 48_000, 48_000), 48_000, deviceHz);
    assertThat(20 * Math.log10(rootMeanSquare(down) / 14_142)).isLessThan(-80);
  }

  @Test
  void noSampleIsLostOverTime() {
    Resampler resampler = new Resampler(44_100, 48_000, 2, 441);
    short[] from = new short[882];
    short[] to = new short[2 * resampler.outputMax(441)];
    long written = 0;
    for (int i = 0; i < 100_000; i++) {
      written += resampler.resample(from, 0, 441, to, 0);
    }
    assertThat(written).isBetween(100_000L * 480 - 100, 100_000L * 480);
  }

  @Test
  void channelsStayApart() {
    Resampler resampler = new Resampler(16_000, 48_000, 2, 1_600);
    short[] left = tone(500, 16_000, 1_600);
    short[] both = new short[3_200];
    for (int i = 0; i < 1_600; i++) {
      both[2 * i] = left[i];
    }
    short[] to = new short[2 * resampler.outputMax(1_600)];
    int samples = resampler.resample(both, 0, 1_600, to, 0);
    for (int i = 0; i < samples; i++) {
      assertThat(to[2 * i + 1]).isZero();
    }
    assertThat(samples).isGreaterThan(4_500);
  }

  @Test
  void ratesAreWithinReason() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(100, 48_000, 1, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(48_000, 48_000, 0, 10));
    Resampler resampler = new Resampler(48_000, 16_000, 1, 480);
    assertThat(resampler.delaySamples()).isEqualTo(144);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resampler.resample(new short[900], 0, 900, new short[900], 0));
  }
}
