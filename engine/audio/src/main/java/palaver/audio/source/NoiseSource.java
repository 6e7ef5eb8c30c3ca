// SPDX-License-Identifier: Apache-2.0
package palaver.audio.source;

import java.util.random.RandomGenerator;

/// Gaussian noise: white, or like a fan with most of its power in the low frequencies.
public final class NoiseSource implements SoundSource {

  private final RandomGenerator random;
  private final double rms;
  private final double keep;
  private final double input;
  private double state;

  private NoiseSource(RandomGenerator random, double rmsDbfs, double keep) {
    if (rmsDbfs > 0) {
      throw new IllegalArgumentException("noise has at most 0 dBFS");
    }
    this.random = random;
    this.keep = keep;
    rms = 32768 * Math.pow(10, rmsDbfs / 20);
    input = Math.sqrt(1 - keep * keep);
  }

  /// The same power at each frequency.
  ///
  /// @param rmsDbfs its root mean square against full scale, 0 or less
  public static NoiseSource white(RandomGenerator random, double rmsDbfs) {
    return new NoiseSource(random, rmsDbfs, 0);
  }

  /// Power that falls by 6 dB per octave above some 400 Hz, as of a fan.
  public static NoiseSource fan(RandomGenerator random, double rmsDbfs) {
    return new NoiseSource(random, rmsDbfs, 0.95);
  }

  @Override
  public void fill(short[] pcm, int offset, int samples) {
    for (int i = 0; i < samples; i++) {
      state = keep * state + input * random.nextGaussian();
      long value = Math.round(rms * state);
      pcm[offset + i] = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }
}
