// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.util.List;

/// What an Ogg Opus file holds (RFC 7845): packets, and how to play them.
///
/// @param channels 1 or 2 (mapping family 0)
/// @param preSkipSamples how many decoded samples at 48 kHz to leave out at the start
/// @param outputGain the gain to apply, in steps of 1/256 dB
/// @param samples how many samples per channel at 48 kHz the sound has, without the pre-skip; -1
///   when the file does not say
/// @param packets the audio packets, in order
public record OpusFile(
    int channels, int preSkipSamples, int outputGain, long samples, List<byte[]> packets) {

  public OpusFile {
    packets = List.copyOf(packets);
  }
}
