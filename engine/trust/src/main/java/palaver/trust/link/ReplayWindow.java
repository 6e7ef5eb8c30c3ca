// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import java.util.Arrays;

/// Which of the newest 1,024 numbers of one run of a sender have come (RFC 4303, section 3.4.3). A
/// later run starts a fresh window, an earlier one never counts again: what was recorded before a
/// restart cannot be played back.
public final class ReplayWindow {
  static final int SIZE = 1_024;

  private final long[] seen = new long[SIZE / 64];
  private boolean opened;
  private long boot;
  private long newest = -1;

  /// Whether the number of that run has not come yet and is not too old to tell.
  public boolean isFresh(long boot, long number) {
    int order = opened ? Long.compareUnsigned(boot, this.boot) : 1;
    if (order != 0) {
      return order > 0;
    }
    return number > newest || (newest - number < SIZE && !isSet(number));
  }

  /// Notes a number that is fresh, once its sender is proven; never before, or a forger could shut
  /// the sender out.
  public void note(long boot, long number) {
    if (!opened || boot != this.boot) {
      opened = true;
      this.boot = boot;
      newest = -1;
      Arrays.fill(seen, 0);
    }
    if (number > newest) {
      forgetUpTo(number);
      newest = number;
    }
    seen[word(number)] |= 1L << number;
  }

  private void forgetUpTo(long number) {
    if (number - newest >= SIZE) {
      Arrays.fill(seen, 0);
      return;
    }
    for (long next = newest + 1; next <= number; next++) {
      seen[word(next)] &= ~(1L << next);
    }
  }

  private boolean isSet(long number) {
    return (seen[word(number)] & 1L << number) != 0;
  }

  private static int word(long number) {
    return (int) (number / 64 % (SIZE / 64));
  }
}
