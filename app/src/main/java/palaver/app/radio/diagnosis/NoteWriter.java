// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.net.ThreadEnd;

/// The thread that writes notes, so that a slow disk does not hold up the node. At most 1,024 wait;
/// further ones are refused.
final class NoteWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NoteWriter.class);
  private static final int WAITING_MAX = 1_024;

  private final ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private volatile boolean closing;

  NoteWriter() {
    thread = Thread.ofPlatform().name("radio-notes").daemon(true).start(this::run);
  }

  /// Hands over something to write; false when too much waits. Never waits.
  boolean offer(Runnable note) {
    return !closing && waiting.offer(note);
  }

  /// Done when everything that was handed over before is written.
  CompletableFuture<Void> written() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!offer(() -> done.complete(null))) {
      done.completeExceptionally(new IllegalStateException("too much waits to be written"));
    }
    return done;
  }

  private void run() {
    try {
      while (!closing) {
        write(waiting.take());
      }
    } catch (InterruptedException interrupted) {
      LOG.warn("the writer of notes ends early", interrupted);
    }
  }

  private static void write(Runnable note) {
    try {
      note.run();
    } catch (RuntimeException failure) {
      LOG.warn("a note of this node could not be written", failure);
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
