// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.util.concurrent.TimeUnit;

/// Compares the two clocks each turn of the driver, which come at most a second apart.
///
/// When the wall clock has gone on much further than the monotonic one, the machine slept, or
/// somebody set the clock forward; the two look alike from inside, and the cautious answer to both
/// is to doubt what was known before. When it went back, or drifted, it was set.
final class ClockWatch {

  /// What a look at the clocks tells.
  sealed interface Finding {
    /// Nothing happened.
    record Steady() implements Finding {}

    /// The machine slept for so long.
    record Slept(long gapNs) implements Finding {}

    /// The wall clock is another one than was counted on.
    record WallMoved() implements Finding {}
  }

  /// A difference from which on it was a sleep.
  static final long SLEEP_NS = TimeUnit.SECONDS.toNanos(1);

  /// A difference from which on the engine is told of the wall clock.
  static final long MOVED_NS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final Finding STEADY = new Finding.Steady();
  private static final Finding WALL_MOVED = new Finding.WallMoved();

  private long offsetNs;

  /// Begins at these times.
  ClockWatch(long nowNs, long epochMs) {
    offsetNs = offset(nowNs, epochMs);
  }

  private static long offset(long nowNs, long epochMs) {
    return TimeUnit.MILLISECONDS.toNanos(epochMs) - nowNs;
  }

  /// Looks at the clocks. What it finds is found once.
  Finding look(long nowNs, long epochMs) {
    long movedNs = offset(nowNs, epochMs) - offsetNs;
    if (Math.abs(movedNs) < MOVED_NS) {
      return STEADY;
    }
    offsetNs += movedNs;
    return movedNs >= SLEEP_NS ? new Finding.Slept(movedNs) : WALL_MOVED;
  }
}
