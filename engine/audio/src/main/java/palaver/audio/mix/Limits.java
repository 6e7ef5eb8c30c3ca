// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

/// How much one [Mixer] mixes.
///
/// @param talkersMax how many talkers at once; more are refused
/// @param frameSamplesMax the longest frame, in samples per channel
/// @param channels of all sounds
public record Limits(int talkersMax, int frameSamplesMax, int channels) {

  /// 16 talkers, frames of up to 60 ms at 48 kHz, one channel.
  public static final Limits DEFAULT = new Limits(16, 2_880, 1);

  public Limits {
    if (talkersMax < 1 || frameSamplesMax < 1 || channels < 1 || channels > 8) {
      throw new IllegalArgumentException("somebody says something on a few channels");
    }
  }
}
