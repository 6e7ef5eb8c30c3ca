// SPDX-License-Identifier: Apache-2.0
package palaver.bench;

import java.util.Arrays;
import java.util.Locale;

/// How long calls took; any thread may add.
final class Latencies {
  private long[] valuesNs = new long[1024];
  private int count;
  private int failures;

  synchronized void add(long tookNs, boolean answered) {
    if (!answered) {
      failures++;
    }
    if (count == valuesNs.length) {
      valuesNs = Arrays.copyOf(valuesNs, 2 * count);
    }
    valuesNs[count++] = tookNs;
  }

  synchronized int failures() {
    return failures;
  }

  /// The value that so many per cent do not exceed (nearest rank); failed calls count as well.
  synchronized long percentileNs(double percent) {
    if (count == 0) {
      return Long.MAX_VALUE;
    }
    long[] sorted = Arrays.copyOf(valuesNs, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(count * percent / 100) - 1)];
  }

  /// Cells of a table: answered, failed, median, p95, p99, p99.9, slowest in milliseconds.
  @Override
  public synchronized String toString() {
    return String.format(
        Locale.ROOT,
        "%,d | %d | %.1f | %.1f | %.1f | %.1f | %.1f",
        count - failures,
        failures,
        percentileNs(50) / 1e6,
        percentileNs(95) / 1e6,
        percentileNs(99) / 1e6,
        percentileNs(99.9) / 1e6,
        percentileNs(100) / 1e6);
  }
}
