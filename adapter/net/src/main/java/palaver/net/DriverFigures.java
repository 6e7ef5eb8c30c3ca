// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.concurrent.atomic.AtomicLongArray;

/// A driver's own figures: written by its thread without allocation, read by any.
final class DriverFigures {

  enum Figure {
    TURNS,
    TURN_NS_MAX,
    TURN_NS_MEAN,
    BATCH_MAX,
    TALKERS_MAX,
    SHED_COUNT,
    OUTBOX_DROPPED,
    PEERS_FAILED,
    ENGINE_RESTARTS,
    HOOK_FAILURES
  }

  private static final long WINDOW_NS = 1_000_000_000;
  private static final int MEAN_SHIFT = 7;

  private final AtomicLongArray values = new AtomicLongArray(Figure.values().length);
  private long windowStartNs;
  private long windowTurnNsMax;
  private long windowBatchMax;
  private long meanScaledNs;

  void set(Figure figure, long value) {
    values.setRelease(figure.ordinal(), value);
  }

  void add(Figure figure, long amount) {
    set(figure, values.getPlain(figure.ordinal()) + amount);
  }

  long get(Figure figure) {
    return values.getAcquire(figure.ordinal());
  }

  /// Takes one turn that ended at `nowNs`.
  void onTurn(long nowNs, long workedNs, int batchCount) {
    windowTurnNsMax = Math.max(windowTurnNsMax, workedNs);
    windowBatchMax = Math.max(windowBatchMax, batchCount);
    if (nowNs - windowStartNs >= WINDOW_NS) {
      set(Figure.TURN_NS_MAX, windowTurnNsMax);
      set(Figure.BATCH_MAX, windowBatchMax);
      windowTurnNsMax = 0;
      windowBatchMax = 0;
      windowStartNs = nowNs;
    }
    meanScaledNs += workedNs - (meanScaledNs >> MEAN_SHIFT);
    set(Figure.TURN_NS_MEAN, meanScaledNs >> MEAN_SHIFT);
    add(Figure.TURNS, 1);
  }
}
