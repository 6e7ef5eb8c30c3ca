// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

/// Sound as PCM of 16 bits.
///
/// @param sampleRateHz samples per second and channel, 1 to 768,000
/// @param channels 1 to 8, interleaved
/// @param pcm the samples; a whole number for each channel
public record Sound(int sampleRateHz, int channels, short[] pcm) {

  static final int SAMPLE_RATE_HZ_MAX = 768_000;
  static final int CHANNELS_MAX = 8;

  public Sound {
    if (sampleRateHz < 1 || sampleRateHz > SAMPLE_RATE_HZ_MAX) {
      throw new IllegalArgumentException("a sample rate is 1 to 768,000 Hz");
    }
    if (channels < 1 || channels > CHANNELS_MAX || pcm.length % channels != 0) {
      throw new IllegalArgumentException("1 to 8 channels of the same length");
    }
  }

  /// Samples per channel.
  public int samples() {
    return pcm.length / channels;
  }

  /// How long it lasts.
  public long durationNs() {
    return samples() * 1_000_000_000L / sampleRateHz;
  }

  /// All channels mixed into one.
  public Sound mono() {
    if (channels == 1) {
      return this;
    }
    short[] mixed = new short[samples()];
    for (int i = 0; i < mixed.length; i++) {
      int sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += pcm[i * channels + channel];
      }
      mixed[i] = (short) (sum / channels);
    }
    return new Sound(sampleRateHz, 1, mixed);
  }
}
