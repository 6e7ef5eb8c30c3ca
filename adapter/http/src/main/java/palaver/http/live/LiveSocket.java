// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket that follows the events: a queue, and a virtual thread that writes what is in it.
/// When the queue is full the WebSocket closes, and its owner comes back with the last number.
final class LiveSocket implements Subscriber {
  private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);

  /// More than is ever remembered, so that a comeback fits.
  private static final int WAITING_MAX = LiveFeed.REMEMBERED_MAX + 1_024;

  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);

  /// For so long at most somebody who lost the right still sees events.
  private static final Duration JUDGED_EACH = Duration.ofSeconds(1);

  private final Session session;
  private final BooleanSupplier stillMay;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread writer;

  /// @param stillMay whether its owner may follow now; asked on the writing thread, may block
  LiveSocket(Session session, BooleanSupplier stillMay) {
    this.session = session;
    this.stillMay = stillMay;
    writer = Thread.ofVirtual().name("live-writer").unstarted(this::write);
  }

  void start() {
    writer.start();
  }

  @Override
  public boolean offer(String frame) {
    return waiting.offer(frame);
  }

  @Override
  public void tooSlow() {
    writer.interrupt();
  }

  void close() {
    writer.interrupt();
  }

  private void write() {
    try {
      long judgedNs = System.nanoTime();
      while (true) {
        String frame = waiting.poll(JUDGED_EACH.toNanos(), TimeUnit.NANOSECONDS);
        if (System.nanoTime() - judgedNs >= JUDGED_EACH.toNanos()) {
          if (!stillMay.getAsBoolean()) {
            session.close(
                StatusCode.POLICY_VIOLATION, "You may not follow any more", Callback.NOOP);
            return;
          }
          judgedNs = System.nanoTime();
        }
        if (frame != null) {
          Callback.Completable written = new Callback.Completable();
          session.sendText(frame, written);
          written.get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (ExecutionException | TimeoutException failure) {
      log.debug("A live WebSocket could not be written to", failure);
      session.disconnect();
    } catch (InterruptedException _) {
      session.close(StatusCode.TRY_AGAIN_LATER, null, Callback.NOOP);
    }
  }
}
