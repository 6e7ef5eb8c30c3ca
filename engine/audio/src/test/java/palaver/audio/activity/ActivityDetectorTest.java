// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class ActivityDetectorTest {

  private final SplittableRandom random = new SplittableRandom(11);
  private final List<String> changes = new ArrayList<>();
  private final ActivityDetector detector = detector(ActivitySettings.DEFAULT);
  private long at;

  private ActivityDetector detector(ActivitySettings settings) {
    return new ActivityDetector(
        settings, 1, (activity, hop, level, floor) -> changes.add(activity + " " + hop));
  }

  /// The hops out of `count` that were taken for speech.
  private int hear(ActivityDetector by, int count, LongToDoubleFunction sound) {
    short[] pcm = new short[480];
    int speech = 0;
    for (int hop = 0; hop < count; hop++) {
      for (int i = 0; i < 480; i++) {
        pcm[i] = (short) sound.applyAsDouble(at++);
      }
      speech += by.processFrame(pcm, 0, 480) == Activity.SPEECH ? 1 : 0;
    }
    return speech;
  }

  /// A sine whose root mean square is `dbfs`.
  private static LongToDoubleFunction tone(double dbfs) {
    double peak = 32_768 * Math.sqrt(2) * Math.pow(10, dbfs / 20);
    return i -> peak * Math.sin(2 * Math.PI * 200 * i / 48_000);
  }

  private LongToDoubleFunction noise(double dbfs) {
    double deviation = 32_768 * Math.pow(10, dbfs / 20);
    return i -> deviation * random.nextGaussian();
  }

  /// Noise through a low pass, as a fan makes it.
  private LongToDoubleFunction fan(double dbfs) {
    LongToDoubleFunction white = noise(dbfs + 11);
    double[] last = {0};
    return i -> last[0] += 0.15 * (white.applyAsDouble(i) - last[0]);
  }

  /// Four syllables a second of a gliding voice, each with a hiss before it.
  private LongToDoubleFunction speech(double peakDbfs) {
    double peak = 32_768 * Math.pow(10, peakDbfs / 20);
    return i -> {
      double within = i % 12_000 / 12_000.0;
      double envelope = Math.pow(Math.sin(Math.PI * within), 2);
      if (within < 0.2) {
        return peak * envelope * 0.3 * random.nextGaussian();
      }
      double cycles = 120.0 * i / 48_000 + 3 * Math.sin(2 * Math.PI * 0.9 * i / 48_000);
      double sum = 0;
      for (int harmonic = 1; harmonic <= 15; harmonic++) {
        sum += Math.sin(2 * Math.PI * harmonic * cycles) / harmonic;
      }
      return peak * envelope * sum / 1.9;
    };
  }

  /// R464, R249, R250, R251.
  @Test
  void vadDetectsSpeechAboveThreshold() {
    hear(detector, 50, noise(-70));
    assertThat(detector.activity()).isEqualTo(Activity.SILENCE);
    int speech = hear(detector, 300, speech(-12));
    assertThat(speech).isGreaterThan(290);
    assertThat(changes).hasSize(1).first().asString().startsWith("SPEECH 5");
  }

  @Test
  void speechIsNoticedWithinThirtyMilliseconds() {
    hear(detector, 50, i -> 0);
    assertThat(hear(detector, 2, tone(-20))).isZero();
    assertThat(hear(detector, 1, tone(-20))).isEqualTo(1);
  }

  /// R465.
  @Test
  void vadIgnoresBackgroundNoiseBelowThreshold() {
    assertThat(hear(detector, 500, noise(-50))).isZero();
    assertThat(hear(detector(ActivitySettings.ENERGY_ONLY), 500, noise(-50))).isZero();
    assertThat(changes).isEmpty();
  }

  /// R466, R252.
  @Test
  void vadHysteresisPreventsRapidToggling() {
    ActivityDetector energy = detector(ActivitySettings.ENERGY_ONLY);
    for (int i = 0; i < 50; i++) {
      hear(energy, 2, tone(-20));
      hear(energy, 2, i2 -> 0);
    }
    assertThat(changes).isEmpty();
    hear(energy, 3, tone(-20));
    for (int i = 0; i < 50; i++) {
      hear(energy, 2, i2 -> 0);
      hear(energy, 1, tone(-20));
    }
    hear(energy, 3, i -> 0);
    assertThat(changes).hasSize(2);
  }

  @Test
  void theThresholdIsALevelInDbfs() {
    for (double dbfs : new double[] {-50, -30, -10}) {
      ActivityDetector at = detector(ActivitySettings.ENERGY_ONLY.withEnergyThreshold(dbfs));
      assertThat(hear(at, 10, tone(dbfs - 0.5))).isZero();
      assertThat(hear(at, 10, tone(dbfs + 0.5))).isEqualTo(8);
      assertThat(at.levelDbfs()).isCloseTo(dbfs + 0.5, within(0.1));
    }
  }

  @Test
  void speechGoesOnForAWhileAfterTheLastLoudHop() {
    hear(detector, 100, speech(-12));
    assertThat(hear(detector, 100, i -> 0)).isBetween(17, 21);
    assertThat(detector.activity()).isEqualTo(Activity.SILENCE);
  }

  @Test
  void aSteadyFanIsNotSpeechButSpeechOverItIs() {
    hear(detector, 100, noise(-75));
    int heardAsSpeech = hear(detector, 500, fan(-35));
    assertThat(heardAsSpeech).as("until the fan is known").isLessThan(65);
    assertThat(hear(detector, 500, fan(-35))).as("from then on").isZero();
    assertThat(detector.noiseFloorDbfs()).isCloseTo(-35, within(3.0));

    LongToDoubleFunction fan = fan(-35);
    LongToDoubleFunction speech = speech(-8);
    int speechHops = hear(detector, 300, i -> fan.applyAsDouble(i) + speech.applyAsDouble(i));
    assertThat(speechHops).isGreaterThan(270);
  }

  @Test
  void byEnergyAloneAFanIsSpeech() {
    assertThat(hear(detector(ActivitySettings.ENERGY_ONLY), 500, fan(-35))).isGreaterThan(490);
  }

  @Test
  void whenTheFanStopsQuietSpeechIsHeardAgain() {
    hear(detector, 600, fan(-30));
    hear(detector, 50, noise(-75));
    assertThat(hear(detector, 200, speech(-25))).isGreaterThan(150);
  }

  /// R254.
  @Test
  void eachChangeIsToldOnceWithItsHop() {
    hear(detector, 10, i -> 0);
    hear(detector, 10, tone(-20));
    hear(detector, 60, i -> 0);
    assertThat(changes).containsExactly("SPEECH 12", "SILENCE 39");
  }

  @Test
  void channelsAreMixedAndFramesAreWholeHops() {
    ActivityDetector stereo =
        new ActivityDetector(ActivitySettings.ENERGY_ONLY, 2, (a, hop, level, floor) -> {});
    short[] opposed = new short[1_920];
    short[] same = new short[1_920];
    for (int i = 0; i < 1_920; i++) {
      same[i] = 8_000;
      opposed[i] = (short) (i % 2 == 0 ? 8_000 : -8_000);
    }
    assertThat(stereo.processFrame(opposed, 0, 960)).isEqualTo(Activity.SILENCE);
    assertThat(stereo.processFrame(same, 0, 960)).isEqualTo(Activity.SILENCE);
    assertThat(stereo.processFrame(same, 0, 960)).isEqualTo(Activity.SPEECH);
    assertThatIllegalArgumentException().isThrownBy(() -> stereo.processFrame(same, 0, 500));
  }
}
