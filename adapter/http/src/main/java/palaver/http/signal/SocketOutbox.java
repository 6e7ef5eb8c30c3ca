// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import palaver.rooms.ServerMessage;

/// The messages that wait for one WebSocket, between the signal thread and the socket's writer.
///
/// Of `speaking` only the latest per person waits: a newer one takes the place of the older. When
/// the outbox overflows, everything that waits is dropped for one last message and the end.
final class SocketOutbox {

  private static final class Entry {
    private ServerMessage message;

    private Entry(ServerMessage message) {
      this.message = message;
    }
  }

  private final int messagesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Entry> waiting = new ArrayDeque<>();
  private final Map<String, Entry> speaking = new HashMap<>();
  private boolean closed;

  SocketOutbox(int messagesMax) {
    this.messagesMax = messagesMax;
  }

  /// Queues `message`; false when there is no room for it. After [#close] it is dropped.
  boolean offer(ServerMessage message) {
    lock.lock();
    try {
      if (closed || takesPlace(message)) {
        return true;
      }
      if (waiting.size() == messagesMax) {
        return false;
      }
      add(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes no more; what waits still goes out.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Drops what waits, queues `last` and closes.
  void closeWith(ServerMessage last) {
    lock.lock();
    try {
      waiting.clear();
      add(last);
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /// The next message, waiting for it; null when closed and empty.
  @Nullable ServerMessage take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      Entry entry = waiting.poll();
      if (entry == null) {
        return null;
      }
      if (entry.message instanceof ServerMessage.Speaking taken) {
        speaking.remove(taken.userId(), entry);
      }
      return entry.message;
    } finally {
      lock.unlock();
    }
  }

  private void add(ServerMessage message) {
    Entry entry = new Entry(message);
    waiting.add(entry);
    if (message instanceof ServerMessage.Speaking newer) {
      speaking.put(newer.userId(), entry);
    } else {
      // A later `speaking` must not overtake a message that says who is there.
      speaking.clear();
    }
    changed.signalAll();
  }

  private boolean takesPlace(ServerMessage message) {
    if (!(message instanceof ServerMessage.Speaking newer)) {
      return false;
    }
    Entry older = speaking.get(newer.userId());
    if (older != null) {
      older.message = newer;
    }
    return older != null;
  }
}
