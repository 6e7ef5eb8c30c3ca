// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

/// Bytes as letters and digits that people can type (RFC 4648 section 6), without padding.
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int waiting = 0;
    for (byte next : bytes) {
      bits = (bits << 8) | (next & 0xff);
      waiting += 8;
      while (waiting >= 5) {
        waiting -= 5;
        text.append(ALPHABET.charAt((bits >> waiting) & 31));
      }
      bits &= (1 << waiting) - 1;
    }
    if (waiting > 0) {
      text.append(ALPHABET.charAt((bits << (5 - waiting)) & 31));
    }
    return text.toString();
  }
}
