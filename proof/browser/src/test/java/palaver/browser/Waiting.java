// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another process does: asks again until it is so, and fails with words when it is
/// not so in time.
final class Waiting {

  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);
  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private Waiting() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NS) {
        throw new AssertionError("not within 20 s: " + what);
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}
