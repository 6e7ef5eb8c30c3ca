// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Turns the sound of one talker into packets, frame by frame, in order. Not for several threads.
///
/// Sound is PCM of 16 bits at 48 kHz, channels interleaved.
public interface VoiceEncoder extends AutoCloseable {

  int channels();

  /// Encodes one frame of `frameSamples` samples per channel.
  ///
  /// @return the packet's length in bytes, at most `capacityBytes`; 0 when nothing needs to be sent
  ///   for this frame (discontinuous transmission)
  int encode(
      short[] pcm, int pcmOffset, int frameSamples, byte[] packet, int offset, int capacityBytes);

  @Override
  void close();
}
