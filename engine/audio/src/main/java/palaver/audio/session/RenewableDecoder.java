// SPDX-License-Identifier: Apache-2.0
package palaver.audio.session;

import palaver.audio.codec.VoiceDecoder;

/// A decoder that can be replaced under the jitter buffer that uses it.
final class RenewableDecoder implements VoiceDecoder {

  private VoiceDecoder current;

  RenewableDecoder(VoiceDecoder first) {
    current = first;
  }

  void replace(VoiceDecoder fresh) {
    current.close();
    current = fresh;
  }

  @Override
  public int channels() {
    return current.channels();
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int lengthBytes) {
    return current.packetSamples(packet, offset, lengthBytes);
  }

  @Override
  public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
    return current.decode(packet, offset, lengthBytes, pcm, pcmOffset);
  }

  @Override
  public int recover(
      byte[] later,
      int offset,
      int lengthBytes,
      int samplesBefore,
      int samples,
      short[] pcm,
      int pcmOffset) {
    return current.recover(later, offset, lengthBytes, samplesBefore, samples, pcm, pcmOffset);
  }

  @Override
  public void conceal(int samples, short[] pcm, int pcmOffset) {
    current.conceal(samples, pcm, pcmOffset);
  }

  @Override
  public void close() {
    current.close();
  }
}
