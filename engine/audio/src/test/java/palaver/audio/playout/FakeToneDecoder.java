// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import palaver.audio.codec.VoiceDecoder;

/// A fake codec for tests: a packet names the part of an endless tone that it stands for, and how
/// much of what came before it repeats. Made-up sound goes on with the tone, so that only the log
/// tells it from real.
final class FakeToneDecoder implements VoiceDecoder {

  static final int PACKET_BYTES = 11;
  static final double HZ = 200;
  private static final byte MAGIC = 0x54;

  /// What the buffer asked for, in order: `decode 960`, `recover 960`, `conceal 480`.
  final List<String> log = new ArrayList<>();

  boolean logging = true;
  double amplitude = 8_000;
  private final int channels;
  private long position;

  FakeToneDecoder(int channels) {
    this.channels = channels;
  }

  static byte[] packet(long start, int samples, int repeated) {
    return ByteBuffer.allocate(PACKET_BYTES)
        .put(MAGIC)
        .putInt((int) start)
        .putShort((short) samples)
        .putInt(repeated)
        .array();
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int packetSamples(byte[] packet, int offset, int lengthBytes) {
    if (lengthBytes != PACKET_BYTES || packet[offset] != MAGIC) {
      return 0;
    }
    return ((packet[offset + 5] & 0xff) << 8) | (packet[offset + 6] & 0xff);
  }

  private static int number(byte[] packet, int at) {
    return (packet[at] & 0xff) << 24
        | (packet[at + 1] & 0xff) << 16
        | (packet[at + 2] & 0xff) << 8
        | (packet[at + 3] & 0xff);
  }

  private void write(long start, int samples, short[] pcm, int offset) {
    for (int i = 0; i < samples; i++) {
      double sample = amplitude * Math.sin(2 * Math.PI * HZ * (start + i) / 48_000);
      for (int channel = 0; channel < channels; channel++) {
        pcm[offset + i * channels + channel] = (short) (channel == 0 ? sample : -sample);
      }
    }
    position = start + samples;
  }

  private void log(String what, int samples) {
    if (logging) {
      log.add(what + " " + samples);
    }
  }

  @Override
  public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
    int samples = packetSamples(packet, offset, lengthBytes);
    write(number(packet, offset + 1), samples, pcm, pcmOffset);
    log("decode", samples);
    return samples;
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
    if (number(later, offset + 7) < samplesBefore) {
      return 0;
    }
    write(number(later, offset + 1) - samplesBefore, samples, pcm, pcmOffset);
    log("recover", samples);
    return samples;
  }

  @Override
  public void conceal(int samples, short[] pcm, int pcmOffset) {
    write(position, samples, pcm, pcmOffset);
    log("conceal", samples);
  }

  @Override
  public void close() {}
}
