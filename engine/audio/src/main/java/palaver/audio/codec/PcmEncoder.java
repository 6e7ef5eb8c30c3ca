// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import palaver.wire.BigEndian;

/// Writes samples as they are.
record PcmEncoder(int channels) implements VoiceEncoder {

  @Override
  public int encode(
      short[] pcm, int pcmOffset, int frameSamples, byte[] packet, int offset, int capacityBytes) {
    int count = frameSamples * channels;
    if (2 * count > capacityBytes) {
      throw new IllegalArgumentException("a frame of plain samples is too long for the packet");
    }
    for (int i = 0; i < count; i++) {
      BigEndian.put16(packet, offset + 2 * i, pcm[pcmOffset + i]);
    }
    return 2 * count;
  }

  @Override
  public void close() {}
}
