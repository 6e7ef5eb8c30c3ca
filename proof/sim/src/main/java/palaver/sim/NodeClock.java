// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import palaver.base.Deadlines;

/// The monotonic clock of one simulated machine: it may run fast or slow, and it stands still while
/// the machine is suspended.
final class NodeClock {
  private static final long MILLION = 1_000_000;

  /// The largest drift, in parts per million.
  static final int DRIFT_PPM_MAX = 200;

  private long fromNs;
  private long originNs;
  private int driftPpm;

  /// Lets the clock run by `ppm` millionths too fast, or too slow when negative.
  void drift(long nowNs, int ppm) {
    if (Math.abs(ppm) > DRIFT_PPM_MAX) {
      throw new IllegalArgumentException("clocks drift by at most " + DRIFT_PPM_MAX + " ppm");
    }
    originNs = localNs(nowNs);
    fromNs = nowNs;
    driftPpm = ppm;
  }

  /// Goes on at `nowNs` from what the clock showed at `sinceNs`.
  void skip(long sinceNs, long nowNs) {
    originNs = localNs(sinceNs);
    fromNs = nowNs;
  }

  /// What this clock shows at `nowNs` of the run's time.
  long localNs(long nowNs) {
    long passedNs = nowNs - fromNs;
    return originNs
        + passedNs
        + passedNs / MILLION * driftPpm
        + passedNs % MILLION * driftPpm / MILLION;
  }

  /// The first moment of the run's time at which this clock shows `localNs` or more.
  long globalNs(long localNs) {
    if (localNs == Deadlines.NEVER || driftPpm == 0) {
      return localNs == Deadlines.NEVER ? localNs : localNs - originNs + fromNs;
    }
    long shownNs = localNs - originNs;
    long guessNs = fromNs + shownNs - shownNs / (MILLION + driftPpm) * driftPpm;
    guessNs -= shownNs % (MILLION + driftPpm) * driftPpm / (MILLION + driftPpm) + 2;
    while (localNs(guessNs) < localNs) {
      guessNs++;
    }
    return guessNs;
  }
}
