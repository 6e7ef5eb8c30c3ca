// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TimeScalerTest {

  private static final int LENGTH = 2_400;

  private final PcmQueue queue = new PcmQueue(1);
  private final TimeScaler scaler = new TimeScaler(1);

  /// Queues `LENGTH` samples behind as much that was played.
  private void fill(IntToDoubleFunction sound) {
    int at = queue.reserve();
    for (int i = 0; i < 2 * LENGTH; i++) {
      queue.array()[at + i] = (short) sound.applyAsDouble(i);
    }
    queue.commit(2 * LENGTH);
    queue.take(LENGTH, new short[LENGTH], 0);
  }

  private short[] rest() {
    short[] rest = new short[queue.available()];
    queue.take(queue.available(), rest, 0);
    return rest;
  }

  private static double voice(double i) {
    double sum = 0;
    for (int harmonic = 1; harmonic <= 12; harmonic++) {
      sum += 6_000.0 / harmonic * Math.sin(2 * Math.PI * 125 * harmonic * i / 48_000 + harmonic);
    }
    return sum;
  }

  @Test
  void aPeriodicSoundGrowsByWholePeriodsAndStaysWhatItWas() {
    fill(TimeScalerTest::voice);
    int inserted = scaler.stretch(queue, 720, 0.9);
    assertThat(inserted).isEqualTo(384);
    short[] rest = rest();
    assertThat(rest).hasSize(LENGTH + 384);
    for (int i = 0; i < rest.length; i++) {
      assertThat((double) rest[i]).isCloseTo(voice(LENGTH + i), within(3.0));
    }
  }

  @Test
  void aPeriodicSoundShrinksByWholePeriodsAndStaysWhatItWas() {
    fill(TimeScalerTest::voice);
    int removed = scaler.compress(queue, 720, 0.9);
    assertThat(removed).isEqualTo(384);
    short[] rest = rest();
    assertThat(rest).hasSize(LENGTH - 384);
    for (int i = 0; i < rest.length; i++) {
      assertThat((double) rest[i]).isCloseTo(voice(LENGTH + i), within(3.0));
    }
  }

  @Test
  void noiseIsLeftAloneUntilItMustNotBe() {
    SplittableRandom random = new SplittableRandom(3);
    double[] noise = random.doubles(2 * LENGTH, -8_000, 8_000).toArray();
    fill(i -> noise[i]);
    assertThat(scaler.stretch(queue, 720, 0.85)).isZero();
    assertThat(scaler.compress(queue, 720, 0.85)).isZero();
    assertThat(scaler.compress(queue, 720, -1)).isPositive();
  }

  @Test
  void aPauseShrinksByAsMuchAsMayBe() {
    fill(i -> i % 7);
    assertThat(scaler.compress(queue, 700, 0.99)).isEqualTo(700);
    assertThat(scaler.stretch(queue, 700, 0.99)).isEqualTo(700);
  }

  @Test
  void tooLittleSoundIsLeftAlone() {
    assertThat(scaler.stretch(queue, 720, -1)).isZero();
    assertThat(scaler.compress(queue, 720, -1)).isZero();
    fill(TimeScalerTest::voice);
    assertThat(scaler.stretch(queue, 100, -1)).isZero();
  }
}
