// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Numbers and marks in the byte order of WAV and Ogg.
final class LittleEndian {

  private LittleEndian() {}

  static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  static int i32(byte[] bytes, int at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
  }

  static long i64(byte[] bytes, int at) {
    return (i32(bytes, at) & 0xffff_ffffL) | (long) i32(bytes, at + 4) << 32;
  }

  /// Whether the ASCII text `mark` stands at `at`.
  static boolean isMark(byte[] bytes, int at, String mark) {
    if (at < 0 || mark.length() > bytes.length - at) {
      return false;
    }
    for (int i = 0; i < mark.length(); i++) {
      if (bytes[at + i] != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static void mark(ByteArrayOutputStream out, String mark) {
    out.writeBytes(mark.getBytes(StandardCharsets.US_ASCII));
  }

  static void put(ByteArrayOutputStream out, long value, int byteCount) {
    for (int i = 0; i < byteCount; i++) {
      out.write((int) (value >>> (8 * i)) & 0xff);
    }
  }
}
