// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// How late packets were, in steps of a millisecond, with the past forgotten little by little.
final class DelayHistogram {

  private static final int STEPS = 256;
  private static final long STEP_NS = 1_000_000;

  private final double[] share = new double[STEPS];
  private double observations;

  /// Adds one delay.
  ///
  /// @param keep how much of the past is kept, 0 to 1
  void observe(long delayNs, double keep) {
    // The first observations count alike: nothing is known before them.
    observations = observations * keep + 1;
    double weight = 1 / observations;
    for (int i = 0; i < STEPS; i++) {
      share[i] *= 1 - weight;
    }
    share[step(delayNs)] += weight;
  }

  /// The ground that delays are measured from rose by `byNs`: all were less late than they seemed.
  void lower(long byNs) {
    int steps = step(byNs);
    for (int i = 0; i < STEPS && steps > 0; i++) {
      double moved = share[i];
      share[i] = 0;
      share[Math.max(0, i - steps)] += moved;
    }
  }

  /// The least delay that at most `lateShare` of the packets exceeded.
  long quantileNs(double lateShare) {
    double above = 0;
    for (int i = STEPS - 1; i > 0; i--) {
      above += share[i];
      if (above > lateShare) {
        return (i + 1) * STEP_NS;
      }
    }
    return STEP_NS;
  }

  /// The share of packets that were later than `delayNs`.
  double shareAbove(long delayNs) {
    double above = 0;
    for (int i = STEPS - 1; i > step(delayNs); i--) {
      above += share[i];
    }
    return above;
  }

  private static int step(long delayNs) {
    return Math.clamp(delayNs / STEP_NS, 0, STEPS - 1);
  }
}
