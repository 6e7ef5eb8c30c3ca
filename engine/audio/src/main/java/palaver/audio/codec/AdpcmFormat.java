// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import palaver.wire.BigEndian;

/// IMA ADPCM in a packet: for each channel four bytes (the sample to start from, the step's index,
/// a zero; RFC 3551, section 4.5.1), then its samples, two per byte, the first in the upper half.
record AdpcmFormat(int channels) implements PacketFormat {

  static final int HEADER_BYTES = 4;

  @Override
  public int samples(byte[] packet, int offset, int lengthBytes) {
    int blockBytes = lengthBytes / channels;
    int samples = 2 * (blockBytes - HEADER_BYTES);
    if (lengthBytes % channels != 0 || samples <= 0 || samples > VoiceDecoder.PACKET_SAMPLES_MAX) {
      return 0;
    }
    for (int channel = 0; channel < channels; channel++) {
      if ((packet[offset + channel * blockBytes + 2] & 0xff) > AdpcmSteps.INDEX_MAX) {
        return 0;
      }
    }
    return samples;
  }

  @Override
  public void read(byte[] packet, int offset, int samples, short[] pcm, int pcmOffset) {
    int blockBytes = HEADER_BYTES + samples / 2;
    for (int channel = 0; channel < channels; channel++) {
      int at = offset + channel * blockBytes;
      int predicted = (short) BigEndian.u16(packet, at);
      int index = packet[at + 2] & 0xff;
      for (int i = 0; i < samples; i++) {
        int pair = packet[at + HEADER_BYTES + i / 2];
        int code = (i % 2 == 0 ? pair >> 4 : pair) & 0x0f;
        predicted = AdpcmSteps.next(code, predicted, index);
        index = AdpcmSteps.nextIndex(code, index);
        pcm[pcmOffset + i * channels + channel] = (short) predicted;
      }
    }
  }
}
