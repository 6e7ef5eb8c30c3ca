// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Which share of a burst does not reach each listener in time: of the frames that were spoken
/// while a way to it existed, those that it could not play within half a second of their being
/// spoken.
///
/// Half a second is what a radio keeps of the speech before a grant; how late voice is in general,
/// other figures tell. A burst is measured from the press on, and only one whose press was granted
/// at once.
final class Delivered {
  private static final long IN_TIME_NS = 500 * Venue.MS;
  private static final double PERCENT = 100;

  private final int[] due;
  private final int[] inTime;
  private final Samples missedPercent = new Samples();
  private long firstNumber;
  private long pressedAtNs;
  private boolean running;

  Delivered(int nodes) {
    due = new int[nodes];
    inTime = new int[nodes];
  }

  /// One sample for each listener and burst, in percent.
  Samples missedPercent() {
    return missedPercent;
  }

  /// A press was granted; what was said since then counts too.
  ///
  /// @param first the number of the first frame since the press
  /// @param saidSoFar how many frames were spoken since
  /// @param reachable whether a way to a listener exists, by index
  void begin(long first, long atNs, int saidSoFar, IntPredicate reachable) {
    finish();
    running = true;
    firstNumber = first;
    pressedAtNs = atNs;
    for (int i = 0; i < due.length; i++) {
      due[i] = reachable.test(i) ? saidSoFar : 0;
    }
  }

  /// The next frame of the burst is spoken.
  void spoken(IntPredicate reachable) {
    for (int i = 0; running && i < due.length; i++) {
      due[i] += reachable.test(i) ? 1 : 0;
    }
  }

  /// A frame of the burst can be played at a listener.
  void heard(int listener, long number, long nowNs) {
    long spokenAtNs = pressedAtNs + (number - firstNumber) * Venue.FRAME_NS;
    if (running && number >= firstNumber && nowNs - spokenAtNs <= IN_TIME_NS) {
      inTime[listener]++;
    }
  }

  /// The burst is over: one sample for each who was to hear it.
  void finish() {
    for (int i = 0; running && i < due.length; i++) {
      if (due[i] > 0) {
        missedPercent.add(PERCENT * Math.max(0, due[i] - inTime[i]) / due[i]);
      }
    }
    running = false;
    Arrays.fill(due, 0);
    Arrays.fill(inTime, 0);
  }
}
