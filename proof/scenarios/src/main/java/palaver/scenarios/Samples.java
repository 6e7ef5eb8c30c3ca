// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.Arrays;

/// A list of measured values with its percentiles.
public final class Samples {
  private double[] values = new double[64];
  private int count;

  public void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  public int count() {
    return count;
  }

  /// The arithmetic mean; NaN without any.
  public double mean() {
    return count == 0 ? Double.NaN : Arrays.stream(values, 0, count).sum() / count;
  }

  /// The value that `percent` of a hundred do not exceed; NaN without any.
  public double percentile(int percent) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100.0 * count);
    return sorted[Math.max(0, rank - 1)];
  }

  /// The least value so that the true percentile is above it with 97.5 %, by order statistics; the
  /// greatest in the same way with `high`.
  public double bound(int percent, boolean high) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    double share = percent / 100.0;
    double spread = 1.96 * StrictMath.sqrt(count * share * (1 - share));
    double rank = count * share + (high ? spread : -spread);
    int index = (int) Math.round(rank) - 1;
    return sorted[Math.max(0, Math.min(count - 1, index))];
  }

  public void addAll(Samples other) {
    for (int i = 0; i < other.count; i++) {
      add(other.values[i]);
    }
  }
}
