// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

/// The two clocks of a machine. The monotonic one stands still while the machine sleeps, the wall
/// clock does not; that is how a sleep is noticed.
public interface RadioClocks {

  /// Nanoseconds from an origin of this process, never negative and never going back.
  long nowNs();

  /// Milliseconds since 1970, by a clock that anybody may set.
  long epochMs();

  /// The machine's own clocks.
  static RadioClocks system() {
    return new SystemClocks(System.nanoTime());
  }

  /// The clocks of the Java virtual machine.
  ///
  /// @param originNs what the machine's monotonic clock showed when this process counted 0
  record SystemClocks(long originNs) implements RadioClocks {

    @Override
    public long nowNs() {
      return System.nanoTime() - originNs;
    }

    @Override
    public long epochMs() {
      return System.currentTimeMillis();
    }
  }
}
