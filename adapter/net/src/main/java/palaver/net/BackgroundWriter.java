// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that writes to the disk, one thing after the other, so that a slow disk does not hold
/// up who hands things over. At most 1,024 wait; further ones are refused.
public final class BackgroundWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWriter.class);
  private static final int WAITING_MAX = 1_024;

  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Consumer<RuntimeException> failed;
  private final Thread thread;
  private volatile boolean closing;

  /// Starts the thread.
  ///
  /// @param failed is told of each write that failed, on the thread
  public BackgroundWriter(String name, Consumer<RuntimeException> failed) {
    this.failed = failed;
    thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
  }

  /// Hands over something to write; false when too much waits, or it is closing. Never waits.
  public boolean offer(Runnable write) {
    return !closing && waiting.offer(write);
  }

  private void run() {
    try {
      while (!closing) {
        write(waiting.take());
      }
    } catch (InterruptedException interrupted) {
      LOG.warn("{} ends early", thread.getName(), interrupted);
    }
  }

  private void write(Runnable one) {
    try {
      one.run();
    } catch (RuntimeException failure) {
      failed.accept(failure);
    }
  }

  /// Writes what waits.
  @Override
  public void close() {
    closing = true;
    waiting.offer(() -> {});
    ThreadEnd.await(thread);
    Runnable left = waiting.poll();
    while (left != null) {
      write(left);
      left = waiting.poll();
    }
  }
}
