// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import palaver.http.access.Caller;

/// `/api/admin/live`: the WebSockets of those who follow what goes on. Whoever opens one has been
/// judged before the upgrade, and is judged again while it is open: when they log out, or lose the
/// right to follow, it closes with 1008. `?since=CURSOR` goes on after a break.
public final class LiveSockets {

  /// WebSockets at once; one more is refused.
  private static final int SOCKETS_MAX = 256;

  private static final long PING_SECONDS = 20;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private static final String ACCOUNT = "palaver.live.account";

  private final LiveFeed feed;
  private final Predicate<Caller.Account> stillMay;
  private final Map<String, LiveSocket> sockets = new ConcurrentHashMap<>();

  /// @param stillMay whether somebody may follow now; it may block
  public LiveSockets(LiveFeed feed, Predicate<Caller.Account> stillMay) {
    this.feed = feed;
    this.stillMay = stillMay;
  }

  /// Notes before the upgrade whose WebSocket it will be.
  public static void admit(Context context, Caller.Account account) {
    context.attribute(ACCOUNT, account);
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
    Caller.Account account = Objects.requireNonNull(context.attribute(ACCOUNT));
    LiveSocket socket = new LiveSocket(context.session, () -> stillMay.test(account));
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
