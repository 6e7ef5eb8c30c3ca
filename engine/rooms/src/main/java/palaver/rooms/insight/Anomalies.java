// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds hours that are unlike the same hour of other weeks, by the robust z-score: how many times
/// the usual deviation a value lies away from the median. Both are medians, so that the odd weeks
/// among those compared change little.
public final class Anomalies {

  /// How far away is far enough.
  public static final double SCORE_MIN = 4.0;

  /// Hours of how many earlier weeks there must be to call anything usual.
  public static final int WEEKS_MIN = 4;

  private static final double MAD_TO_SIGMA = 0.6745;

  private Anomalies() {}

  /// A value and what was usual.
  ///
  /// @param hour index of the hour in the series
  /// @param median of the same hour of earlier weeks
  /// @param low the value that a quarter of those lie below
  /// @param high the value that a quarter of those lie above
  /// @param weeks how many those were
  public record Finding(
      int hour, double value, double median, double low, double high, int weeks, double score) {}

  /// The hours of a series that stand out, in its order.
  ///
  /// @param values one for each hour, without a gap; NaN where nothing was measured
  /// @param from the first hour to judge; earlier ones are only compared with
  /// @param differenceMin how far from the median a value must lie at least, in the series' own
  ///   unit
  /// @param spreadMin the usual deviation is never taken for less
  public static List<Finding> of(
      double[] values, int from, double differenceMin, double spreadMin) {
    List<Finding> found = new ArrayList<>();
    for (int hour = from; hour < values.length; hour++) {
      double[] usual = sameHours(values, hour);
      if (usual.length < WEEKS_MIN || Double.isNaN(values[hour])) {
        continue;
      }
      double median = quantile(usual, 0.5);
      double difference = values[hour] - median;
      double spread = Math.max(deviation(usual, median), spreadMin);
      double score = MAD_TO_SIGMA * difference / spread;
      if (Math.abs(score) >= SCORE_MIN && Math.abs(difference) >= differenceMin) {
        found.add(
            new Finding(
                hour,
                values[hour],
                median,
                quantile(usual, 0.25),
                quantile(usual, 0.75),
                usual.length,
                score));
      }
    }
    return found;
  }

  private static final int HOURS_PER_WEEK = 168;
  private static final int WEEKS_MAX = 26;

  /// The same hour of up to 26 earlier weeks, sorted.
  private static double[] sameHours(double[] values, int hour) {
    double[] same = new double[WEEKS_MAX];
    int count = 0;
    for (int week = 1; week <= WEEKS_MAX && hour - week * HOURS_PER_WEEK >= 0; week++) {
      double value = values[hour - week * HOURS_PER_WEEK];
      if (!Double.isNaN(value)) {
        same[count++] = value;
      }
    }
    double[] sorted = Arrays.copyOf(same, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double deviation(double[] values, double median) {
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - median);
    }
    Arrays.sort(deviations);
    return quantile(deviations, 0.5);
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
