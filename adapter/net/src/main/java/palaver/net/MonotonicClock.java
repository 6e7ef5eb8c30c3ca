// SPDX-License-Identifier: Apache-2.0
package palaver.net;

/// Tells the time that engines live in: nanoseconds from an arbitrary origin, never going back.
@FunctionalInterface
public interface MonotonicClock {

  long nowNs();

  /// The machine's own monotonic clock.
  static MonotonicClock system() {
    return System::nanoTime;
  }
}
