// SPDX-License-Identifier: Apache-2.0
package palaver.audio.source;

/// Endless sound in one channel at 48 kHz.
public interface SoundSource {

  /// Overwrites `samples` samples of `pcm` from `offset` with the sound that comes next.
  void fill(short[] pcm, int offset, int samples);

  /// The next `samples` samples in an array of their own.
  default short[] take(int samples) {
    short[] pcm = new short[samples];
    fill(pcm, 0, samples);
    return pcm;
  }
}
