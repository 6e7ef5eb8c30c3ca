// SPDX-License-Identifier: Apache-2.0
package palaver.net;

/// Decides whether a driver waits a moment before it reads, so that packets for one listener leave
/// together: always, never, or while the thread is busy more than half of its time.
final class GatherRule {

  private static final double BUSY_FROM = 0.6;
  private static final double BUSY_UNTIL = 0.4;
  private static final double MEMORY_NS = 50e6;

  private final DriverOptions.Gather when;
  private final long gatherNsMax;
  private double busy;
  private boolean loaded;

  GatherRule(DriverOptions options) {
    when = options.gather();
    gatherNsMax = options.gatherNsMax();
  }

  /// Takes one turn: how long it worked and how long it waited before.
  void onTurn(long workedNs, long waitedNs) {
    double wholeNs = Math.max(1, workedNs + waitedNs);
    double weight = Math.min(1, wholeNs / MEMORY_NS);
    busy += weight * (workedNs / wholeNs - busy);
    loaded = busy > (loaded ? BUSY_UNTIL : BUSY_FROM);
  }

  /// How long to wait before the next read, when the last one took `count` of `capacity` datagrams.
  /// A read that is a quarter full gathers enough by itself.
  long gatherNs(int count, int capacity) {
    boolean wanted =
        switch (when) {
          case NEVER -> false;
          case ALWAYS -> true;
          case UNDER_LOAD -> loaded;
        };
    return wanted && count <= capacity / 4 ? gatherNsMax : 0;
  }

  /// The part of its time that the thread works, 0 to 1.
  double busy() {
    return busy;
  }
}
