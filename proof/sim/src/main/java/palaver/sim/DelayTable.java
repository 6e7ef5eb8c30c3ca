// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.random.RandomGenerator;

/// Exponentially distributed times from a table, so that no run depends on how a machine computes a
/// logarithm.
final class DelayTable {
  private static final int PLACES = 4_096;
  private static final double P99 = StrictMath.log(100);
  private static final long[] UNIT = table();

  private DelayTable() {}

  private static long[] table() {
    long[] table = new long[PLACES];
    for (int i = 0; i < PLACES; i++) {
      table[i] = (long) (-StrictMath.log((i + 0.5) / PLACES) * (1 << 20));
    }
    return table;
  }

  /// A time whose mean is `meanNs`.
  static long exponentialNs(long meanNs, RandomGenerator random) {
    return (UNIT[random.nextInt() & (PLACES - 1)] * (meanNs >> 6)) >> 14;
  }

  /// The mean of such times of which one in a hundred exceeds `p99Ns`.
  static long meanNs(long p99Ns) {
    return (long) (p99Ns / P99);
  }
}
