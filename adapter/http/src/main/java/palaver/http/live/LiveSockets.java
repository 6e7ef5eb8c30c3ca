// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// `/api/admin/live`: the WebSockets of those who follow what goes on. Whoever opens one has been
/// judged before the upgrade. `?since=CURSOR` goes on after a break.
public final class LiveSockets {

  /// WebSockets at once; one more is refused.
  private static final int SOCKETS_MAX = 256;

  private static final long PING_SECONDS = 20;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final LiveFeed feed;
  private final Map<String, LiveSocket> sockets = new ConcurrentHashMap<>();

  public LiveSockets(LiveFeed feed) {
    this.feed = feed;
  }

  /// Whether one more may be opened.
  public boolean hasRoom() {
    return sockets.size() < SOCKETS_MAX;
  }

  /// Connects the WebSocket route.
  public void route(WsConfig ws) {
    ws.onConnect(this::open);
    ws.onClose(this::closed);
  }

  public void stop() {
    List.copyOf(sockets.values()).forEach(LiveSocket::close);
  }

  private void open(WsContext context) {
    context.session.setIdleTimeout(IDLE_TIMEOUT);
    context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    LiveSocket socket = new LiveSocket(context.session);
    sockets.put(context.sessionId(), socket);
    socket.start();
    feed.subscribe(socket, context.queryParam("since"));
  }

  private void closed(WsContext context) {
    LiveSocket socket = sockets.remove(context.sessionId());
    if (socket != null) {
      feed.unsubscribe(socket);
      socket.close();
    }
  }
}
