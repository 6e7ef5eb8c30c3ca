// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// Turns the packets of one talker into sound, in order, and makes up for those that are missing.
/// Not for several threads.
///
/// Sound is PCM of 16 bits at 48 kHz, channels interleaved. Counts of samples are per channel.
/// Bytes come from strangers: damaged ones are answered, never thrown at.
public interface VoiceDecoder extends AutoCloseable {

  /// The longest packet, in samples per channel: 120 ms (RFC 6716, section 2.1.4).
  int PACKET_SAMPLES_MAX = 5760;

  int channels();

  /// How many samples per channel a packet holds, without decoding it; 0 when it is damaged.
  int packetSamples(byte[] packet, int offset, int lengthBytes);

  /// Decodes the next packet in order. There must be room for [#PACKET_SAMPLES_MAX].
  ///
  /// @return samples per channel written, or 0 when the packet is damaged and nothing was written
  int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset);

  /// Recovers `samples` of lost sound from what a later packet repeats of it, by in-band forward
  /// error correction (RFC 6716, section 2.1.7) or by deep redundancy, whichever the packet has.
  ///
  /// @param samplesBefore how long before the start of `later` the lost sound starts, in samples
  ///   per channel; at least `samples`
  /// @return samples per channel written, or 0 when the packet does not reach back that far
  int recover(
      byte[] later,
      int offset,
      int lengthBytes,
      int samplesBefore,
      int samples,
      short[] pcm,
      int pcmOffset);

  /// Makes up `samples` of lost sound from what came before.
  void conceal(int samples, short[] pcm, int pcmOffset);

  @Override
  void close();
}
