// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.util.Arrays;

/// How old packets were when they were heard, in steps of 0.1 ms up to a second.
final class Ages {

  private static final long STEP_NS = 100_000;
  private static final int STEPS = 10_000;

  private final long[] counts = new long[STEPS];
  private long count;

  synchronized void add(long ageNs) {
    counts[Math.clamp(ageNs / STEP_NS, 0, STEPS - 1)]++;
    count++;
  }

  synchronized void clear() {
    Arrays.fill(counts, 0);
    count = 0;
  }

  synchronized long count() {
    return count;
  }

  /// The age that the share `q` of packets did not exceed, in milliseconds.
  synchronized double quantileMs(double q) {
    long wanted = (long) Math.ceil(count * q);
    long seen = 0;
    for (int step = 0; step < STEPS; step++) {
      seen += counts[step];
      if (seen >= wanted) {
        return (step + 1) * STEP_NS / 1e6;
      }
    }
    return Double.NaN;
  }
}
