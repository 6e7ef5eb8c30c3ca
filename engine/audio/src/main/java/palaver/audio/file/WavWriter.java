// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.io.ByteArrayOutputStream;

/// Writes WAV with PCM of 16 bits.
public final class WavWriter {

  private static final int HEADER_BYTES = 44;

  private WavWriter() {}

  /// A whole file.
  public static byte[] write(Sound sound) {
    int dataBytes = 2 * sound.pcm().length;
    int frameBytes = 2 * sound.channels();
    ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER_BYTES + dataBytes);
    LittleEndian.mark(out, "RIFF");
    LittleEndian.put(out, HEADER_BYTES - 8L + dataBytes, 4);
    LittleEndian.mark(out, "WAVEfmt ");
    LittleEndian.put(out, 16, 4);
    LittleEndian.put(out, 1, 2);
    LittleEndian.put(out, sound.channels(), 2);
    LittleEndian.put(out, sound.sampleRateHz(), 4);
    LittleEndian.put(out, (long) sound.sampleRateHz() * frameBytes, 4);
    LittleEndian.put(out, frameBytes, 2);
    LittleEndian.put(out, 16, 2);
    LittleEndian.mark(out, "data");
    LittleEndian.put(out, dataBytes, 4);
    for (short sample : sound.pcm()) {
      LittleEndian.put(out, sample, 2);
    }
    return out.toByteArray();
  }
}
