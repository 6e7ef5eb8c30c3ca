// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Writes values to a block that grows until it is taken.
final class TapeWriter {
  private static final int INITIAL_BYTES = 1 << 16;
  private static final int LONG_BYTES = 8;
  private static final int NUMBER_BYTES_MAX = 10;

  private byte[] block = new byte[INITIAL_BYTES];
  private int length;

  int length() {
    return length;
  }

  /// The block so far; the next one begins.
  byte[] take() {
    byte[] taken = Arrays.copyOf(block, length);
    length = 0;
    return taken;
  }

  private void room(int bytes) {
    if (length + bytes > block.length) {
      block = Arrays.copyOf(block, Math.max(2 * block.length, length + bytes));
    }
  }

  TapeWriter tag(int tag) {
    room(1);
    block[length++] = (byte) tag;
    return this;
  }

  /// An unsigned number.
  TapeWriter number(long value) {
    room(NUMBER_BYTES_MAX);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      block[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[length++] = (byte) rest;
    return this;
  }

  /// A number that may be negative.
  TapeWriter signed(long value) {
    return number(value << 1 ^ value >> 63);
  }

  TapeWriter flag(boolean value) {
    return tag(value ? 1 : 0);
  }

  TapeWriter fixed(long value) {
    room(LONG_BYTES);
    BigEndian.put64(block, length, value);
    length += LONG_BYTES;
    return this;
  }

  /// Bytes without their length.
  TapeWriter raw(byte[] bytes, int at, int count) {
    room(count);
    System.arraycopy(bytes, at, block, length, count);
    length += count;
    return this;
  }

  TapeWriter bytes(Bytes value) {
    byte[] array = value.toArray();
    return number(array.length).raw(array, 0, array.length);
  }

  TapeWriter text(String value) {
    byte[] array = value.getBytes(StandardCharsets.UTF_8);
    return number(array.length).raw(array, 0, array.length);
  }
}
