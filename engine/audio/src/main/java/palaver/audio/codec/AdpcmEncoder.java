// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import palaver.wire.BigEndian;

/// Encodes IMA ADPCM. Each packet says where it starts from, so that a loss harms only itself.
final class AdpcmEncoder implements VoiceEncoder {

  private final int channels;
  private final int[] index;

  AdpcmEncoder(int channels) {
    this.channels = channels;
    index = new int[channels];
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int encode(
      short[] pcm, int pcmOffset, int frameSamples, byte[] packet, int offset, int capacityBytes) {
    int blockBytes = AdpcmFormat.HEADER_BYTES + frameSamples / 2;
    if (frameSamples % 2 != 0 || blockBytes * channels > capacityBytes) {
      throw new IllegalArgumentException("a frame must be even and fit into the packet");
    }
    for (int channel = 0; channel < channels; channel++) {
      block(pcm, pcmOffset + channel, frameSamples, channel, packet, offset + channel * blockBytes);
    }
    return blockBytes * channels;
  }

  private void block(short[] pcm, int from, int samples, int channel, byte[] packet, int at) {
    int predicted = pcm[from];
    int step = index[channel];
    BigEndian.put16(packet, at, predicted);
    packet[at + 2] = (byte) step;
    packet[at + 3] = 0;
    for (int i = 0; i < samples; i++) {
      int code = AdpcmSteps.code(pcm[from + i * channels], predicted, step);
      predicted = AdpcmSteps.next(code, predicted, step);
      step = AdpcmSteps.nextIndex(code, step);
      int byteAt = at + AdpcmFormat.HEADER_BYTES + i / 2;
      packet[byteAt] = (byte) (i % 2 == 0 ? code << 4 : packet[byteAt] | code);
    }
    index[channel] = step;
  }

  @Override
  public void close() {}
}
