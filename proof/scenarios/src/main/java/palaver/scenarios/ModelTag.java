// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.wire.BigEndian;

/// A keyed tag of 64 bits: another key, another number or one altered byte gives another tag. It
/// stands for MACs, signatures and seals in the simulator and protects nothing.
final class ModelTag {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private ModelTag() {}

  static long mix(long hash, long value) {
    long mixed = (hash ^ value) * PRIME;
    return mixed ^ mixed >>> 29;
  }

  static long of(long key, byte[] bytes, int at, int length) {
    long hash = mix(key, length);
    int end = at + length;
    int i = at;
    for (; i + 8 <= end; i += 8) {
      hash = mix(hash, BigEndian.i64(bytes, i));
    }
    long rest = 0;
    for (; i < end; i++) {
      rest = rest << 8 | BigEndian.u8(bytes, i);
    }
    return mix(hash, rest);
  }

  /// Writes `length` bytes, a multiple of 8, that follow from a tag.
  static void put(long tag, byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i += 8) {
      BigEndian.put64(bytes, at + i, tag + i * PRIME);
    }
  }

  static boolean matches(long tag, byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i += 8) {
      if (BigEndian.i64(bytes, at + i) != tag + i * PRIME) {
        return false;
      }
    }
    return true;
  }
}
