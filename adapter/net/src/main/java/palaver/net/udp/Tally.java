// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.util.concurrent.atomic.AtomicLong;

/// A count that one thread writes and any thread reads, without a locked instruction.
final class Tally {
  private final AtomicLong value = new AtomicLong();

  void add(long amount) {
    value.setRelease(value.getPlain() + amount);
  }

  void increment() {
    add(1);
  }

  long count() {
    return value.getAcquire();
  }
}
