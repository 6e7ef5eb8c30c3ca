// SPDX-License-Identifier: Apache-2.0
package palaver.http.moderation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.ModerationRecords;

/// Gets what moderators did into the store. What has taken effect already is not undone by a store
/// in trouble: it waits here, in order, and is tried again each second. At most [#WAITING_MAX]
/// wait; one more is lost, counted and logged.
public final class ActionJournal implements AutoCloseable {

  /// How many actions wait at most.
  public static final int WAITING_MAX = 10_000;

  private static final Logger log = LoggerFactory.getLogger(ActionJournal.class);
  private static final long RETRY_MS = 1_000;

  private final ModerationRecords records;
  private final Duration patience;
  private final Deque<ModerationEntry> waiting = new ArrayDeque<>();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong deferred = new AtomicLong();
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("action-journal").daemon().factory());

  /// @param patience how long an action waits for its commit before it is called not durable
  public ActionJournal(ModerationRecords records, Duration patience) {
    this.records = records;
    this.patience = patience;
    var _ = retries.scheduleWithFixedDelay(this::retry, RETRY_MS, RETRY_MS, TimeUnit.MILLISECONDS);
  }

  /// Notes an action; true when it is stored, false when it will be.
  public boolean note(ModerationEntry entry) {
    if (waitingCount() == 0 && stored(records.note(entry))) {
      return true;
    }
    deferred.incrementAndGet();
    synchronized (waiting) {
      if (waiting.size() < WAITING_MAX) {
        waiting.add(entry);
        return false;
      }
    }
    lost.incrementAndGet();
    log.error("An action of a moderator is lost to the store: too many wait for it");
    return false;
  }

  /// Actions that wait for the store now.
  public int waitingCount() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /// Actions that had to wait since the start.
  public long deferredCount() {
    return deferred.get();
  }

  /// Actions that found no place to wait.
  public long lostCount() {
    return lost.get();
  }

  private void retry() {
    for (ModerationEntry next = first(); next != null; next = first()) {
      if (!stored(records.note(next))) {
        return;
      }
      synchronized (waiting) {
        waiting.removeFirst();
      }
    }
  }

  private @Nullable ModerationEntry first() {
    synchronized (waiting) {
      return waiting.peekFirst();
    }
  }

  private boolean stored(CompletableFuture<Void> write) {
    try {
      write.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException failure) {
      log.warn("An action of a moderator is not stored yet: {}", failure.toString());
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Tries once more and gives up.
  @Override
  public void close() {
    retries.shutdown();
    try {
      var _ = retries.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    retry();
    int left = waitingCount();
    if (left > 0) {
      log.error("{} actions of moderators are lost to the store", left);
    }
  }
}
