// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

/// Which of the newest 128 indices have been seen; older ones count as seen (RFC 3711, section
/// 3.3.2).
final class ReplayWindow {
  static final int SIZE = 128;

  private long newest = -1;

  /// Bit n: index `newest - n` was seen.
  private long seen;

  /// Bit n: index `newest - 64 - n` was seen.
  private long seenBefore;

  /// The highest index seen, or -1.
  long newest() {
    return newest;
  }

  boolean isNew(long index) {
    long age = newest - index;
    if (age < 0) {
      return true;
    }
    if (age >= SIZE || index < 0) {
      return false;
    }
    return age < 64 ? (seen >>> age & 1) == 0 : (seenBefore >>> (age - 64) & 1) == 0;
  }

  /// Notes an index that is new.
  void add(long index) {
    long age = newest - index;
    if (age < 0) {
      advance(-age);
      newest = index;
      seen |= 1;
    } else if (age < 64) {
      seen |= 1L << age;
    } else {
      seenBefore |= 1L << (age - 64);
    }
  }

  private void advance(long steps) {
    if (steps >= SIZE) {
      seen = 0;
      seenBefore = 0;
    } else if (steps >= 64) {
      seenBefore = seen << (steps - 64);
      seen = 0;
    } else {
      seenBefore = seenBefore << steps | seen >>> (64 - steps);
      seen <<= steps;
    }
  }
}
