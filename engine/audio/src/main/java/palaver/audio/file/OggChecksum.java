// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

/// The checksum of an Ogg page (RFC 3533, section 6): CRC-32 with polynomial 04c11db7, most
/// significant bit first, from 0, taken over the page with the checksum's own bytes as 0.
final class OggChecksum {

  private static final int POLYNOMIAL = 0x04c11db7;
  private static final int CHECKSUM_AT = 22;
  private static final int[] TABLE = table();

  private OggChecksum() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int rest = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        rest = rest < 0 ? rest << 1 ^ POLYNOMIAL : rest << 1;
      }
      table[i] = rest;
    }
    return table;
  }

  static int of(byte[] bytes, int from, int to) {
    int rest = 0;
    for (int i = from; i < to; i++) {
      int offset = i - from - CHECKSUM_AT;
      int value = offset >= 0 && offset < 4 ? 0 : bytes[i] & 0xff;
      rest = rest << 8 ^ TABLE[rest >>> 24 ^ value];
    }
    return rest;
  }
}
