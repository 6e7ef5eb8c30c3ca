// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.nio.charset.StandardCharsets;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// Reads what [TapeWriter] wrote. After the first fault every value is zero or empty.
final class TapeReader {

  /// No tag: the end, or a fault before.
  static final int END = -1;

  private static final int LONG_BYTES = 8;

  private final byte[] tape;
  private int at;
  private boolean fault;

  TapeReader(byte[] tape) {
    this.tape = tape;
  }

  boolean hasFault() {
    return fault;
  }

  void refuse() {
    fault = true;
  }

  /// How far it was read, in bytes.
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= tape.length;
  }

  private boolean has(long bytes) {
    fault |= bytes < 0 || bytes > tape.length - at;
    return !fault;
  }

  /// The next tag, which stays; [#END] when there is none.
  int peek() {
    return fault || isAtEnd() ? END : tape[at] & 0xff;
  }

  int tag() {
    return has(1) ? tape[at++] & 0xff : END;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64 && has(1); shift += 7) {
      byte next = tape[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    fault = true;
    return 0;
  }

  long signed() {
    long value = number();
    return value >>> 1 ^ -(value & 1);
  }

  /// A number of at most `max`.
  int small(int max) {
    long value = number();
    fault |= value < 0 || value > max;
    return fault ? 0 : (int) value;
  }

  boolean flag() {
    return tag() == 1;
  }

  long fixed() {
    if (!has(LONG_BYTES)) {
      return 0;
    }
    at += LONG_BYTES;
    return BigEndian.i64(tape, at - LONG_BYTES);
  }

  /// Copies bytes; false, and nothing copied, when there are not so many or there is no room.
  boolean raw(byte[] out, int outAt, int count) {
    if (!has(count) || outAt < 0 || count > out.length - outAt) {
      fault = true;
      return false;
    }
    System.arraycopy(tape, at, out, outAt, count);
    at += count;
    return true;
  }

  Bytes bytes() {
    long count = number();
    if (!has(count)) {
      return Bytes.EMPTY;
    }
    at += (int) count;
    return Bytes.of(tape, at - (int) count, (int) count);
  }

  String text() {
    return new String(bytes().toArray(), StandardCharsets.UTF_8);
  }
}
