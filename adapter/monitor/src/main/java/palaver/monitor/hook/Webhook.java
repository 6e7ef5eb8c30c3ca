// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.monitor.hook.HookWatcher.Result;

/// Brings messages to one target, in order, on a thread of its own. A message is tried until the
/// receiver takes it, with pauses that grow; those behind it wait. When too many wait the oldest is
/// dropped: of two alerts the newer matters more.
public final class Webhook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  private record Message(String deliveryId, byte[] body) {}

  private final HookTarget target;
  private final HookSender sender;
  private final HookLimits limits;
  private final HookWatcher watcher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Thread thread;
  private boolean closing;

  public Webhook(HookTarget target, HookSender sender, HookLimits limits, HookWatcher watcher) {
    this.target = target;
    this.sender = sender;
    this.limits = limits;
    this.watcher = watcher;
    thread = Thread.ofVirtual().name("webhook").start(this::run);
  }

  /// Queues a message. Never blocks.
  ///
  /// @param deliveryId names it, so that the receiver can tell a second try
  public void send(String deliveryId, byte[] body) {
    boolean dropped = false;
    lock.lock();
    try {
      if (closing) {
        return;
      }
      if (waiting.size() == limits.waitingMax()) {
        waiting.removeFirst();
        dropped = true;
      }
      waiting.addLast(new Message(deliveryId, body));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (dropped) {
      watcher.heard(Result.DROPPED);
    }
  }

  /// Messages that wait, the one that is being tried included.
  public int waitingCount() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Message next = next(null); next != null; next = next(next)) {
        bring(next);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The oldest message, when `done` is taken off; null when closed.
  private @Nullable Message next(@Nullable Message done) throws InterruptedException {
    lock.lock();
    try {
      if (done != null && isFirst(done)) {
        waiting.removeFirst();
      }
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      return closing ? null : waiting.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  /// Whether it was not dropped meanwhile.
  private boolean isFirst(Message message) {
    Message first = waiting.peekFirst();
    return first != null && first.deliveryId().equals(message.deliveryId());
  }

  private void bring(Message message) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      Result result = tried(message);
      watcher.heard(result);
      if (result != Result.FAILED) {
        return;
      }
      if (tries == limits.triesMax()) {
        LOG.error("Message {} for webhook {} is given up", message.deliveryId(), target);
        watcher.heard(Result.GIVEN_UP);
        return;
      }
      if (!pause(limits.pauseAfter(tries), message)) {
        return;
      }
    }
  }

  private Result tried(Message message) {
    try {
      int status = sender.send(target, message.deliveryId(), message.body());
      if (status >= 200 && status < 300) {
        return Result.DELIVERED;
      }
      LOG.warn("Webhook {} answered {}", target, status);
      return Result.FAILED;
    } catch (RefusedTargetException refused) {
      LOG.error("Webhook {} must not be called: {}", target, refused.getMessage());
      return Result.GIVEN_UP;
    } catch (IOException failure) {
      LOG.warn("Webhook {} cannot be reached: {}", target, failure.toString());
      return Result.FAILED;
    }
  }

  /// Waits; false when the message is not worth another try, because it was dropped or all ends.
  private boolean pause(Duration pause, Message message) throws InterruptedException {
    lock.lock();
    try {
      long leftNs = pause.toNanos();
      while (leftNs > 0 && !closing && isFirst(message)) {
        leftNs = changed.awaitNanos(leftNs);
      }
      return !closing && isFirst(message);
    } finally {
      lock.unlock();
    }
  }

  /// Stops at once. What waits is not delivered; the alerts themselves are in the store.
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.debug("a webhook did not end in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
