// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

import java.util.Arrays;

/// Follows the level of the background: the least smoothed level of the last two seconds (minimum
/// statistics, Martin 2001, on one band).
///
/// Speech has gaps within two seconds, so its minimum is the background; what is steady longer
/// becomes background itself.
final class NoiseFloor {

  private static final int SPANS = 8;
  private static final int SPAN_HOPS = 25;
  private static final double SMOOTHING = 0.3;

  /// The minimum of a smoothed noise lies below its mean.
  private static final double BIAS_DB = 1.5;

  private final double[] leastDb = new double[SPANS];
  private int span;
  private int hops;
  private double smoothDb;
  private double floorDb;

  NoiseFloor(double startDb) {
    Arrays.fill(leastDb, startDb);
    smoothDb = startDb;
    floorDb = startDb;
  }

  void observe(double levelDb) {
    smoothDb += SMOOTHING * (levelDb - smoothDb);
    if (hops++ == SPAN_HOPS) {
      span = (span + 1) % SPANS;
      leastDb[span] = smoothDb;
      hops = 1;
    }
    leastDb[span] = Math.min(leastDb[span], smoothDb);
    floorDb = leastDb[0];
    for (double least : leastDb) {
      floorDb = Math.min(floorDb, least);
    }
    floorDb += BIAS_DB;
  }

  /// What is heard now surely is background.
  void learn() {
    Arrays.fill(leastDb, smoothDb);
    floorDb = smoothDb + BIAS_DB;
  }

  double floorDbfs() {
    return floorDb;
  }
}
