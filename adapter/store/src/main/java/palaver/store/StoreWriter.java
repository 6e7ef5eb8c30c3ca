// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. Writes that wait together share one commit; each is answered after
/// it.
///
/// Nothing is held back on purpose: a write that comes alone commits alone, and those that come
/// during a commit form the next batch, so batches grow by themselves where the disk is slow. When
/// the queue is full the newest write is refused.
final class StoreWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

  private final Backend backend;
  private final Jdbi database;
  private final StoreLimits limits;
  private final Runnable periodic;
  private final BlockingQueue<PendingWrite<?>> queue;
  private final Thread thread;
  private @Nullable Handle handle;
  private volatile boolean closing;

  /// @param periodic called on the writer's thread every [StoreLimits#livenessNs]; it may [#submit]
  ///   but not wait
  StoreWriter(Backend backend, Jdbi database, StoreLimits limits, Runnable periodic) {
    this.backend = backend;
    this.database = database;
    this.limits = limits;
    this.periodic = periodic;
    queue = new ArrayBlockingQueue<>(limits.writesQueuedMax());
    thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  <T> CompletableFuture<T> submit(PendingWrite.Statement<T> statement) {
    PendingWrite<T> write = new PendingWrite<>(statement, backend);
    if (closing) {
      write.fail(new StoreUnavailableException("the store is closed", null));
    } else if (!queue.offer(write)) {
      write.fail(new StoreUnavailableException("too many writes wait", null));
    }
    return write.answer();
  }

  /// Writes that wait.
  int queued() {
    return queue.size();
  }

  private void run() {
    List<PendingWrite<?>> batch = new ArrayList<>(limits.batchWritesMax());
    long periodicAtNs = System.nanoTime() + limits.livenessNs();
    try {
      while (!closing || !queue.isEmpty()) {
        batch.clear();
        PendingWrite<?> first = queue.poll(periodicAtNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (first != null) {
          gather(first, batch);
          commit(batch);
        }
        if (System.nanoTime() - periodicAtNs >= 0) {
          periodicAtNs += limits.livenessNs();
          periodic.run();
        }
      }
    } catch (InterruptedException stopped) {
      LOG.warn("the store writer was interrupted; it stops");
    } finally {
      closing = true;
      failAll(queue, new StoreUnavailableException("the store is closed", null));
      dropHandle();
    }
  }

  private void gather(PendingWrite<?> first, List<PendingWrite<?>> batch) {
    long beganNs = System.nanoTime();
    for (PendingWrite<?> next = first; next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == limits.batchWritesMax()
          || System.nanoTime() - beganNs >= limits.gatherNsMax()) {
        return;
      }
    }
  }

  private void commit(List<PendingWrite<?>> batch) {
    try {
      Handle open = handle();
      open.begin();
      for (PendingWrite<?> write : batch) {
        write.execute(open);
      }
      imitateSlowDisk();
      open.commit();
    } catch (RuntimeException failure) {
      LOG.warn("{} writes failed: {}", batch.size(), failure.getMessage());
      dropHandle();
      failAll(batch, new StoreUnavailableException("the write did not commit", failure));
      giveUpWhenClosing();
      return;
    }
    batch.forEach(PendingWrite::complete);
  }

  /// Waits where a slow disk would: with the lock held, before anybody is answered.
  private void imitateSlowDisk() {
    long untilNs = System.nanoTime() + limits.commitDelayNs();
    for (long leftNs = limits.commitDelayNs(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
      LockSupport.parkNanos(leftNs);
    }
  }

  /// A store that cannot be written keeps nobody from stopping.
  private void giveUpWhenClosing() {
    if (closing) {
      List<PendingWrite<?>> waiting = new ArrayList<>();
      queue.drainTo(waiting);
      failAll(waiting, new StoreUnavailableException("the store is closed", null));
    }
  }

  private static void failAll(Iterable<PendingWrite<?>> writes, StoreUnavailableException failure) {
    for (PendingWrite<?> write : writes) {
      write.fail(failure);
    }
  }

  private Handle handle() {
    Handle open = handle;
    if (open == null) {
      open = database.open();
      handle = open;
    }
    return open;
  }

  /// A connection that failed is not trusted again: the next batch opens a fresh one.
  private void dropHandle() {
    Handle open = handle;
    handle = null;
    if (open == null) {
      return;
    }
    try {
      if (open.isInTransaction()) {
        open.rollback();
      }
      open.close();
    } catch (RuntimeException failure) {
      LOG.debug("closing the writer's connection failed", failure);
    }
  }

  /// Commits what waits, then stops.
  @Override
  public void close() {
    closing = true;
    // Wakes the thread; when the queue is full it is awake.
    var _ = queue.offer(new PendingWrite<>(_ -> true, backend));
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
