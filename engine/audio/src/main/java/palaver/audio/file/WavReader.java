// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import palaver.base.Parsed;

/// Reads WAV: PCM of 8, 16, 24 and 32 bits and floating point of 32 bits, also under the extensible
/// header. What is finer than 16 bits is rounded.
public final class WavReader {

  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_FLOAT = 3;
  private static final int FORMAT_EXTENSIBLE = 0xfffe;
  private static final int FORMAT_BYTES = 16;
  private static final int SUBFORMAT_AT = 24;
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  private final byte[] bytes;
  private int encoding;
  private int channels;
  private int sampleRateHz;
  private int sampleBytes;

  private WavReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The sound in a whole file. A program that wrote to a pipe could not know the length: data that
  /// claims more than there is goes to the end.
  public static Parsed<Sound> read(byte[] bytes) {
    return new WavReader(bytes).sound();
  }

  private Parsed<Sound> sound() {
    if (!LittleEndian.isMark(bytes, 0, "RIFF") || !LittleEndian.isMark(bytes, 8, "WAVE")) {
      return Parsed.malformed("wav-no-riff");
    }
    int at = RIFF_HEADER_BYTES;
    while (bytes.length - at >= CHUNK_HEADER_BYTES) {
      int body = at + CHUNK_HEADER_BYTES;
      long claimed = LittleEndian.i32(bytes, at + 4) & 0xffff_ffffL;
      int size = (int) Math.min(claimed, bytes.length - (long) body);
      if (LittleEndian.isMark(bytes, at, "data")) {
        return sampleBytes == 0 ? Parsed.malformed("wav-no-format") : Parsed.ok(data(body, size));
      }
      if (LittleEndian.isMark(bytes, at, "fmt ") && !format(body, size)) {
        return Parsed.malformed("wav-format-unknown");
      }
      at = body + size + (size & 1);
    }
    return Parsed.malformed("wav-no-data");
  }

  private boolean format(int at, int size) {
    if (size < FORMAT_BYTES) {
      return false;
    }
    encoding = LittleEndian.u16(bytes, at);
    if (encoding == FORMAT_EXTENSIBLE && size >= SUBFORMAT_AT + 2) {
      encoding = LittleEndian.u16(bytes, at + SUBFORMAT_AT);
    }
    channels = LittleEndian.u16(bytes, at + 2);
    sampleRateHz = LittleEndian.i32(bytes, at + 4);
    int bits = LittleEndian.u16(bytes, at + 14);
    sampleBytes = bits / 8;
    boolean known =
        encoding == FORMAT_PCM
            ? bits % 8 == 0 && bits >= 8 && bits <= 32
            : encoding == FORMAT_FLOAT && bits == 32;
    return known
        && channels >= 1
        && channels <= Sound.CHANNELS_MAX
        && sampleRateHz >= 1
        && sampleRateHz <= Sound.SAMPLE_RATE_HZ_MAX;
  }

  private Sound data(int at, int size) {
    int frames = size / (sampleBytes * channels);
    short[] pcm = new short[frames * channels];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = sample(at + i * sampleBytes);
    }
    return new Sound(sampleRateHz, channels, pcm);
  }

  private short sample(int at) {
    if (encoding == FORMAT_FLOAT) {
      float value = Float.intBitsToFloat(LittleEndian.i32(bytes, at));
      return clip(Math.round(value * 32768f));
    }
    return switch (sampleBytes) {
      case 1 -> (short) (((bytes[at] & 0xff) - 128) << 8);
      case 2 -> (short) LittleEndian.u16(bytes, at);
      default ->
          clip(rounded(LittleEndian.u16(bytes, at + sampleBytes - 2), bytes[at + sampleBytes - 3]));
    };
  }

  private static int rounded(int upper, byte next) {
    return (short) upper + (next < 0 ? 1 : 0);
  }

  private static short clip(int value) {
    return (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
