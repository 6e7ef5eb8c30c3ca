// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

import java.util.Arrays;

/// Mixes what several talkers say at the same time: a plain sum, so that each stays as loud as
/// alone, through a soft limiter. The result comes 5 ms later. Not for several threads; allocates
/// nothing per frame.
///
/// For each frame: [#begin], [#add] per talker, [#finish].
public final class Mixer {

  /// By how much the mix is later than what was added, in samples per channel at 48 kHz.
  public static final int DELAY_SAMPLES = SoftLimiter.DELAY;

  private final Limits limits;
  private final double[] sum;
  private final SoftLimiter limiter;
  private int samples;
  private int talkers;

  public Mixer(Limits limits) {
    this.limits = limits;
    sum = new double[limits.frameSamplesMax() * limits.channels()];
    limiter = new SoftLimiter(limits.channels());
  }

  /// Begins a frame.
  ///
  /// @param frameSamples samples per channel
  public void begin(int frameSamples) {
    if (frameSamples < 1 || frameSamples > limits.frameSamplesMax()) {
      throw new IllegalArgumentException(frameSamples + " samples");
    }
    samples = frameSamples;
    talkers = 0;
    Arrays.fill(sum, 0, samples * limits.channels(), 0);
  }

  /// Adds a talker.
  ///
  /// @param pcm a frame, channels interleaved, from `offset` on
  /// @param gain 1 leaves it as loud as it is
  /// @return false when there are too many talkers already, and nothing was added
  public boolean add(short[] pcm, int offset, double gain) {
    if (talkers == limits.talkersMax()) {
      return false;
    }
    talkers++;
    for (int i = 0; i < samples * limits.channels(); i++) {
      sum[i] += gain * pcm[offset + i];
    }
    return true;
  }

  /// Writes the frame to `pcm` from `offset` on.
  public void finish(short[] pcm, int offset) {
    int channels = limits.channels();
    for (int i = 0; i < samples; i++) {
      limiter.limit(sum, i * channels, pcm, offset + i * channels);
    }
  }
}
