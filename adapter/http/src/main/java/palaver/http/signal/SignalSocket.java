// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.ServerMessage;

/// One WebSocket: its frames go to the signal thread in order, and a virtual thread of its own
/// writes what comes back.
final class SignalSocket implements SignalConnection {
  private static final Logger log = LoggerFactory.getLogger(SignalSocket.class);

  private final Session session;
  private final SignalDriver driver;
  private final FrameReader reader;
  private final SocketOutbox outbox;
  private final Duration writeTimeout;
  private final AtomicBoolean gone = new AtomicBoolean();
  private final Thread writer;
  private volatile int closeStatus = StatusCode.NORMAL;
  private volatile long number = -1;

  SignalSocket(
      Session session,
      SignalDriver driver,
      FrameReader reader,
      SocketOutbox outbox,
      Duration writeTimeout) {
    this.session = session;
    this.driver = driver;
    this.reader = reader;
    this.outbox = outbox;
    this.writeTimeout = writeTimeout;
    writer = Thread.ofVirtual().name("socket-writer").unstarted(this::write);
  }

  /// Makes the socket known to the rooms.
  void open() {
    writer.start();
    number = driver.open(this);
    if (number < 0) {
      gone.set(true);
      refuse(ErrorCode.OVERLOADED, "The server is overloaded.", StatusCode.TRY_AGAIN_LATER);
    }
  }

  void onText(String text) {
    pass(reader.read(text));
  }

  void onBinary() {
    pass(FrameReader.binary());
  }

  /// The WebSocket is gone, whoever closed it.
  void onClosed() {
    outbox.close();
    leaveRooms();
  }

  @Override
  public void send(ServerMessage message) {
    if (!outbox.offer(message)) {
      driver.counters().slowClients.incrementAndGet();
      refuse(ErrorCode.SLOW_CLIENT, "This client reads too slowly.", StatusCode.POLICY_VIOLATION);
      leaveRooms();
    }
  }

  @Override
  public void close() {
    gone.set(true);
    outbox.close();
  }

  /// Waits until everything that was queued before the close has left.
  boolean awaitWritten(Duration timeout) throws InterruptedException {
    return writer.join(timeout);
  }

  private void pass(Frame frame) {
    if (gone.get()) {
      return;
    }
    if (!driver.submit(new RoomsCommand.SocketMessage(number, frame.message(), frame.id()))) {
      refuse(ErrorCode.OVERLOADED, "The server is overloaded.", StatusCode.TRY_AGAIN_LATER);
      leaveRooms();
    }
  }

  private void refuse(ErrorCode code, String text, int status) {
    closeStatus = status;
    outbox.closeWith(new ServerMessage.Failure(code, text, null));
  }

  private void leaveRooms() {
    if (gone.compareAndSet(false, true)) {
      driver.closed(number);
    }
  }

  private void write() {
    try {
      for (ServerMessage next = outbox.take(); next != null; next = outbox.take()) {
        Callback.Completable written = new Callback.Completable();
        session.sendText(FrameWriter.write(next), written);
        written.get(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
      }
      Callback.Completable closed = new Callback.Completable();
      session.close(closeStatus, null, closed);
      closed.get(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("A WebSocket could not be written to", e);
      session.disconnect();
    } catch (InterruptedException _) {
      session.disconnect();
    } catch (RuntimeException e) {
      log.error("A message could not be written", e);
      session.disconnect();
    }
  }
}
