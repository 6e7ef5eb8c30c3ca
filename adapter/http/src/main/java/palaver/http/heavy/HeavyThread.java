// SPDX-License-Identifier: Apache-2.0
package palaver.http.heavy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Work that takes long or much memory, one piece at a time, so that it takes at most one core from
/// the calls of everybody else. Eight pieces may wait; a further one is refused.
public final class HeavyThread implements AutoCloseable {
  /// How many pieces may wait.
  public static final int QUEUE_MAX = 8;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE_MAX),
          Thread.ofPlatform().name("heavy").daemon().factory());

  /// What the work answers. Completes with a [RejectedExecutionException] when too much waits.
  public <T> CompletableFuture<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, thread);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  /// Lets the present piece finish for a while; what waits is dropped.
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var _ = thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
