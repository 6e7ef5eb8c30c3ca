// SPDX-License-Identifier: Apache-2.0
package palaver.http.signal;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All open signaling WebSockets of the server.
public final class SignalSockets {

  /// Frames above the protocol's limit are answered by an error and change nothing; above this they
  /// are not even read, and the WebSocket closes.
  private static final long HARD_FRAME_BYTES_MAX = 1024 * 1024;

  /// Longer than two of the server's pings.
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(SignalSockets.class);

  private final SignalDriver driver;
  private final FrameReader reader;
  private final int outboxMessagesMax;
  private final int socketsMax;
  private final Duration writeTimeout;
  private final Map<String, SignalSocket> sockets = new ConcurrentHashMap<>();

  public SignalSockets(
      SignalDriver driver,
      int frameBytesMax,
      int outboxMessagesMax,
      int socketsMax,
      Duration writeTimeout,
      InstantSource wallClock) {
    this.driver = driver;
    this.reader = new FrameReader(frameBytesMax, wallClock);
    this.outboxMessagesMax = outboxMessagesMax;
    this.socketsMax = socketsMax;
    this.writeTimeout = writeTimeout;
  }

  /// Whether one more WebSocket may be opened.
  public boolean hasRoom() {
    return sockets.size() < socketsMax;
  }

  /// Sets Jetty's own limits.
  public static void limit(JettyWebSocketServletFactory factory) {
    factory.setMaxTextMessageSize(HARD_FRAME_BYTES_MAX);
    factory.setMaxBinaryMessageSize(HARD_FRAME_BYTES_MAX);
    factory.setIdleTimeout(IDLE_TIMEOUT);
  }

  /// Connects the WebSocket route.
  public void route(WsConfig ws) {
    ws.onConnect(this::open);
    ws.onMessage(context -> of(context).onText(context.message()));
    ws.onBinaryMessage(context -> of(context).onBinary());
    ws.onClose(this::closed);
    ws.onError(context -> log.debug("A WebSocket failed", context.error()));
  }

  /// Lets every socket write what it has, then closes it.
  public void stop() throws InterruptedException {
    List<SignalSocket> open = List.copyOf(sockets.values());
    open.forEach(SignalSocket::close);
    long deadlineNs = System.nanoTime() + STOP_TIMEOUT.toNanos();
    for (SignalSocket socket : open) {
      Duration left = Duration.ofNanos(Math.max(1, deadlineNs - System.nanoTime()));
      if (!socket.awaitWritten(left)) {
        log.debug("A WebSocket did not take its last messages in time");
      }
    }
  }

  private void open(WsContext context) {
    SocketOutbox outbox = new SocketOutbox(outboxMessagesMax);
    SignalSocket socket = new SignalSocket(context.session, driver, reader, outbox, writeTimeout);
    sockets.put(context.sessionId(), socket);
    socket.open();
  }

  private void closed(WsContext context) {
    SignalSocket socket = sockets.remove(context.sessionId());
    if (socket != null) {
      socket.onClosed();
    }
  }

  private SignalSocket of(WsContext context) {
    SignalSocket socket = sockets.get(context.sessionId());
    if (socket == null) {
      throw new IllegalStateException("a frame of a WebSocket that is not open");
    }
    return socket;
  }
}
