// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// Which of the last 1,024 numbers of a sender have come (RFC 4303, 3.4.3).
final class ReplayWindow {
  private static final int BITS = 1_024;

  private final long[] seen = new long[BITS / 64];
  private long top = -1;

  /// Notes `number`; false when it came before or is too old to tell.
  boolean accept(long number) {
    if (number > top) {
      advance(number);
    } else if (top - number >= BITS || isSet(number)) {
      return false;
    }
    seen[word(number)] |= 1L << number;
    return true;
  }

  /// Whether `number` would be accepted.
  boolean isFresh(long number) {
    return number > top || (top - number < BITS && !isSet(number));
  }

  boolean has(long number) {
    return number <= top && top - number < BITS && isSet(number);
  }

  private boolean isSet(long number) {
    return (seen[word(number)] & 1L << number) != 0;
  }

  private static int word(long number) {
    return (int) (number / 64 % (BITS / 64));
  }

  private void advance(long number) {
    if (number - top >= BITS) {
      clear();
    } else {
      for (long next = top + 1; next <= number; next++) {
        seen[word(next)] &= ~(1L << next);
      }
    }
    top = number;
  }

  /// Forgets everything.
  void clear() {
    java.util.Arrays.fill(seen, 0);
    top = -1;
  }
}
