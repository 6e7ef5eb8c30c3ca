// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Commands on their way to a driver's thread: bounded; when full, the newest is refused and its
/// sender told. Wakes the driver only when it sleeps.
final class CommandQueue<C> {

  private final ArrayBlockingQueue<C> commands;
  private final Runnable wakeUp;
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final LongAdder refused = new LongAdder();

  CommandQueue(int commandsMax, Runnable wakeUp) {
    commands = new ArrayBlockingQueue<>(commandsMax);
    this.wakeUp = wakeUp;
  }

  boolean offer(C command) {
    if (!commands.offer(command)) {
      refused.increment();
      return false;
    }
    wake();
    return true;
  }

  /// Ends the driver's sleep, if it sleeps.
  void wake() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      wakeUp.run();
    }
  }

  @Nullable C poll() {
    return commands.poll();
  }

  /// Announces sleep; false when there is work instead.
  boolean beginSleep() {
    sleeping.set(true);
    if (commands.isEmpty()) {
      return true;
    }
    sleeping.set(false);
    return false;
  }

  void endSleep() {
    sleeping.set(false);
  }

  long refusedCount() {
    return refused.sum();
  }
}
