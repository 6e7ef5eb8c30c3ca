// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import palaver.wire.BigEndian;

/// Samples as they are, in network byte order.
record PcmFormat(int channels) implements PacketFormat {

  @Override
  public int samples(byte[] packet, int offset, int lengthBytes) {
    int frameBytes = 2 * channels;
    int samples = lengthBytes / frameBytes;
    boolean whole = samples > 0 && lengthBytes % frameBytes == 0;
    return whole && samples <= VoiceDecoder.PACKET_SAMPLES_MAX ? samples : 0;
  }

  @Override
  public void read(byte[] packet, int offset, int samples, short[] pcm, int pcmOffset) {
    for (int i = 0; i < samples * channels; i++) {
      pcm[pcmOffset + i] = (short) BigEndian.u16(packet, offset + 2 * i);
    }
  }
}
