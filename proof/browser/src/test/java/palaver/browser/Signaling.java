// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Between a page and its server's signaling.
final class Signaling {

  static final Pattern SOCKET = Pattern.compile(".*/api/voice/signal");

  private Signaling() {}

  /// Has a page send its media to another port than the server's.
  ///
  /// @param opened told of each socket of the page
  /// @param change what becomes of each frame from the server besides
  static void detour(
      Page page,
      ServerProcess server,
      int port,
      Consumer<WebSocketRoute> opened,
      UnaryOperator<String> change) {
    String from = " " + server.mediaPort() + " ";
    String to = " " + port + " ";
    page.routeWebSocket(
        SOCKET,
        route -> {
          opened.accept(route);
          WebSocketRoute toServer = route.connectToServer();
          route.onMessage(frame -> toServer.send(frame.text()));
          toServer.onMessage(frame -> route.send(change.apply(frame.text().replace(from, to))));
        });
  }
}
