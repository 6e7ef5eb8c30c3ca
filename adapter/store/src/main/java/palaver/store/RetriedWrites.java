// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes about what has happened already, such as the end of a session: they are tried until they
/// are stored, however long the store is in trouble.
///
/// The future of a write tells of its first try only, so that its caller can say whether it is
/// durable by now. What failed waits in order; when too many wait, the newest is lost, counted and
/// logged. A write that breaks a constraint is given up at once, as no time helps it.
public final class RetriedWrites implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RetriedWrites.class);
  private static final int WAITING_MAX = 16_384;
  private static final int TOGETHER_MAX = 64;
  private static final long PAUSE_NS = 250_000_000;
  private static final String SAVEPOINT = "palaver_retry";

  private final StoreWriter writer;
  private final Backend backend;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long retries;
  private long stored;
  private long lost;
  private boolean closing;

  /// How it goes.
  ///
  /// @param waiting writes that wait for their next try
  /// @param retries tries after the first, each of up to 64 writes
  /// @param storedLate writes that a later try stored
  /// @param lost writes that found no place to wait or broke a constraint
  public record Figures(int waiting, long retries, long storedLate, long lost) {}

  private record Waiting<T>(
      PendingWrite.Statement<T> statement, @Nullable CompletableFuture<T> firstTry) {}

  RetriedWrites(StoreWriter writer, Backend backend) {
    this.writer = writer;
    this.backend = backend;
    thread = Thread.ofPlatform().name("store-retries").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Writes `statement` now, or as soon as the store can.
  <T> CompletableFuture<T> submit(PendingWrite.Statement<T> statement) {
    lock.lock();
    try {
      if (!waiting.isEmpty()) {
        // Those that wait go first; this one's first try is with them.
        CompletableFuture<T> firstTry = new CompletableFuture<>();
        await(new Waiting<>(statement, firstTry));
        return firstTry;
      }
    } finally {
      lock.unlock();
    }
    return writer
        .submit(statement)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            onFirstFailure(statement, failure);
          }
        });
  }

  public Figures figures() {
    lock.lock();
    try {
      return new Figures(waiting.size(), retries, stored, lost);
    } finally {
      lock.unlock();
    }
  }

  private <T> void onFirstFailure(PendingWrite.Statement<T> statement, Throwable failure) {
    lock.lock();
    try {
      if (isHopeless(failure)) {
        lose("a write breaks a constraint", failure);
      } else {
        await(new Waiting<>(statement, null));
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isHopeless(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof ConstraintViolatedException;
  }

  private <T> void await(Waiting<T> write) {
    if (waiting.size() >= WAITING_MAX) {
      StoreUnavailableException full = new StoreUnavailableException("too many writes wait", null);
      lose("a write found no place to wait", full);
      fail(write, full);
      return;
    }
    waiting.add(write);
    changed.signalAll();
  }

  private void lose(String what, Throwable why) {
    lost++;
    LOG.error("{}; it is lost", what, why);
  }

  private void run() {
    try {
      for (List<Waiting<?>> next = next(); !next.isEmpty(); next = next()) {
        if (!tryAgain(next)) {
          pause();
        }
      }
    } catch (InterruptedException stopped) {
      LOG.warn("retries were interrupted; they stop");
    }
  }

  /// What is to be tried now; nothing when it is time to stop.
  private List<Waiting<?>> next() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      return waiting.stream().limit(TOGETHER_MAX).toList();
    } finally {
      lock.unlock();
    }
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      long leftNs = PAUSE_NS;
      while (leftNs > 0 && !closing) {
        leftNs = changed.awaitNanos(leftNs);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Writes all of `writes` in one commit, each without the others when it breaks a constraint.
  private boolean tryAgain(List<Waiting<?>> writes) throws InterruptedException {
    List<Runnable> outcomes = new ArrayList<>();
    // A try that began before the close is not the last: what stood in its way may be gone.
    boolean last = isClosing();
    Throwable failure = outcome(writer.submit(handle -> executeAll(handle, writes, outcomes)));
    lock.lock();
    try {
      retries++;
      if (failure == null) {
        for (int i = 0; i < writes.size(); i++) {
          waiting.removeFirst();
        }
        outcomes.forEach(Runnable::run);
        return true;
      }
      writes.forEach(write -> fail(write, failure));
      if (last) {
        lost += waiting.size();
        LOG.error("{} writes could not be stored before the store closed", waiting.size());
        waiting.clear();
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable Throwable outcome(CompletableFuture<?> write)
      throws InterruptedException {
    try {
      write.get();
      return null;
    } catch (java.util.concurrent.ExecutionException failed) {
      return failed.getCause();
    }
  }

  private boolean executeAll(Handle handle, List<Waiting<?>> writes, List<Runnable> outcomes) {
    outcomes.clear();
    for (Waiting<?> write : writes) {
      outcomes.add(execute(handle, write));
    }
    return true;
  }

  private <T> Runnable execute(Handle handle, Waiting<T> write) {
    handle.savepoint(SAVEPOINT);
    try {
      T result = write.statement().execute(handle);
      handle.releaseSavepoint(SAVEPOINT);
      return () -> {
        stored++;
        if (write.firstTry() != null) {
          write.firstTry().complete(result);
        }
      };
    } catch (JdbiException failure) {
      Constraint broken = backend.violatedIn(failure);
      if (broken == null) {
        throw failure;
      }
      handle.rollbackToSavepoint(SAVEPOINT);
      ConstraintViolatedException told = new ConstraintViolatedException(broken, failure);
      return () -> {
        lose("a write breaks a constraint", told);
        fail(write, told);
      };
    }
  }

  private static void fail(Waiting<?> write, Throwable failure) {
    if (write.firstTry() != null) {
      write.firstTry().completeExceptionally(failure);
    }
  }

  /// Tries what waits once more, then stops.
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
