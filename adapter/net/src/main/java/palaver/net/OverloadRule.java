// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.concurrent.TimeUnit;
import palaver.base.Sheddable;

/// Decides how much a driver's engine must shed: overload sheds, it never queues.
///
/// A read is late when the socket had data all along and more than 20 ms passed since the read
/// before, or when two reads in a row were full. A late read sheds to 3 talkers a room; when reads
/// are still late 50 ms after, to 2, then to 1. Each 200 ms without a late read take one step back.
final class OverloadRule {

  static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(20);
  static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);
  static final long CALM_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final int[] TALKERS_MAX = {Sheddable.EVERYBODY, 3, 2, 1};

  private int level;
  private long shedCount;
  private long lastReadNs;
  private boolean lastHadData;
  private boolean lastFull;
  private long lastLateNs;
  private long levelSinceNs;

  /// Takes one read that ended at `nowNs` and answers whether the level changed.
  boolean onRead(long nowNs, boolean hadData, boolean full) {
    boolean late = (hadData && lastHadData && nowNs - lastReadNs > LATE_NS) || (full && lastFull);
    lastReadNs = nowNs;
    lastHadData = hadData;
    lastFull = full;
    return late ? onLate(nowNs) : onInTime(nowNs);
  }

  private boolean onLate(long nowNs) {
    lastLateNs = nowNs;
    boolean deeper =
        level == 0 || (level < TALKERS_MAX.length - 1 && nowNs - levelSinceNs >= STEP_NS);
    if (deeper) {
      level++;
      shedCount++;
      levelSinceNs = nowNs;
    }
    return deeper;
  }

  private boolean onInTime(long nowNs) {
    boolean calm = level > 0 && nowNs - lastLateNs >= CALM_NS && nowNs - levelSinceNs >= CALM_NS;
    if (calm) {
      level--;
      levelSinceNs = nowNs;
    }
    return calm;
  }

  /// How many talkers a room may have forwarded now.
  int talkersMax() {
    return TALKERS_MAX[level];
  }

  boolean sheds() {
    return level > 0;
  }

  /// How often the level grew.
  long shedCount() {
    return shedCount;
  }
}
