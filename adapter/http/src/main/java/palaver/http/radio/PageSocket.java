// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to one page: a queue, and a virtual thread that writes what is in it. When the queue is
/// full the WebSocket closes; the page comes back and is told everything anew.
final class PageSocket implements RadioHost.Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(PageSocket.class);
  private static final int WAITING_MAX = 256;
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  /// No frame of JSON is empty.
  private static final String LAST = "";

  private final Session session;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread writer;

  PageSocket(Session session) {
    this.session = session;
    writer = Thread.ofVirtual().name("radio-page").start(this::write);
  }

  @Override
  public boolean offer(String frame) {
    boolean taken = waiting.offer(frame);
    if (!taken) {
      close();
    }
    return taken;
  }

  /// Ends it once all is written that waits now.
  @Override
  public void close() {
    if (!waiting.offer(LAST)) {
      writer.interrupt();
    }
  }

  private void write() {
    try {
      for (String frame = waiting.take(); !frame.equals(LAST); frame = waiting.take()) {
        Callback.Completable written = new Callback.Completable();
        session.sendText(frame, written);
        written.get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      }
      session.close(StatusCode.NORMAL, null, Callback.NOOP);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.debug("a page could not be written to", failure);
      session.disconnect();
    } catch (InterruptedException _) {
      session.close(StatusCode.TRY_AGAIN_LATER, null, Callback.NOOP);
    }
  }
}
