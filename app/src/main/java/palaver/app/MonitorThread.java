// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that looks at what happens, so that nobody who makes it happen waits for a log line
/// or a rule. At most [#WAITING_MAX] notes wait; a further one is dropped and counted.
final class MonitorThread implements AutoCloseable {

  static final int WAITING_MAX = 8_192;

  private static final Logger LOG = LoggerFactory.getLogger(MonitorThread.class);
  private static final long STOP_MS = 2_000;

  private final BlockingQueue<Runnable> notes = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private final Runnable periodic;
  private final long periodNs;
  private final Thread thread;
  private volatile boolean closing;

  /// A thread that is not started.
  ///
  /// @param periodic what it does every `periodNs` besides
  MonitorThread(Runnable periodic, long periodNs) {
    this.periodic = periodic;
    this.periodNs = periodNs;
    thread = Thread.ofPlatform().name("monitor").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Has `note` looked at. Never blocks.
  void offer(Runnable note) {
    if (!notes.offer(note)) {
      dropped.incrementAndGet();
    }
  }

  long droppedCount() {
    return dropped.get();
  }

  private void run() {
    long dueNs = System.nanoTime() + periodNs;
    try {
      while (!closing || !notes.isEmpty()) {
        take(notes.poll(Math.max(0, dueNs - System.nanoTime()), TimeUnit.NANOSECONDS));
        if (System.nanoTime() - dueNs >= 0) {
          dueNs = System.nanoTime() + periodNs;
          take(periodic);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void take(@Nullable Runnable note) {
    try {
      if (note != null) {
        note.run();
      }
    } catch (RuntimeException failure) {
      LOG.warn("monitoring failed at something", failure);
    }
  }

  /// Looks at what waits, then ends.
  @Override
  public void close() {
    closing = true;
    offer(() -> {});
    try {
      thread.join(STOP_MS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
