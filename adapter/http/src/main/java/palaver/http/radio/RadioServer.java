// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.Parsed;
import palaver.http.CannotListenException;
import palaver.http.Connectors;
import palaver.http.web.Pages;

/// The HTTP side of a radio node: its page, `GET /api/status`, and the WebSocket `/api/radio` over
/// which the page is told everything and says what its person does.
public final class RadioServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioServer.class);
  private static final String SOCKET_PATH = "/api/radio";
  private static final int SOCKETS_MAX = 16;
  private static final int HANDSET_SOCKETS_MAX = 48;

  /// A session description of a browser has some 5 kB.
  private static final int FRAME_BYTES_MAX = 32_768;

  private static final long PING_SECONDS = 5;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

  /// Nothing of other origins, nothing inline, no frame around it.
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  /// A page and the way to it.
  private record Open(PageSocket socket, RadioHost.Page page) {}

  /// Whom a server is for.
  ///
  /// @param tls null for HTTP
  /// @param pathOfPage where the page is
  /// @param socketsMax how many WebSockets
  /// @param permissions what its page may use (Permissions-Policy)
  private record Use(
      @Nullable SSLContext tls, String pathOfPage, int socketsMax, String permissions) {}

  private final InetSocketAddress address;
  private final Use use;
  private final RadioHost host;
  private final Map<String, Open> pages = new ConcurrentHashMap<>();
  private final Javalin javalin;

  private RadioServer(InetSocketAddress address, Use use, RadioHost host) {
    this.address = address;
    this.use = use;
    this.host = host;
    javalin = Javalin.create(this::configure);
  }

  /// Opens the port of the node's own page.
  ///
  /// @param address port 0 for any free one
  public static RadioServer open(InetSocketAddress address, RadioHost host)
      throws CannotListenException {
    String none = "microphone=(), camera=(), geolocation=()";
    return open(address, new Use(null, "/", SOCKETS_MAX, none), host);
  }

  /// Opens the port of the page of handsets, over TLS: anybody in the network may open it, and who
  /// shows nothing is told nothing.
  ///
  /// @param address port 0 for any free one
  public static RadioServer openForHandsets(
      InetSocketAddress address, SSLContext tls, RadioHost host) throws CannotListenException {
    String own = "microphone=(self), camera=(), geolocation=()";
    return open(address, new Use(tls, "/handset", HANDSET_SOCKETS_MAX, own), host);
  }

  private static RadioServer open(InetSocketAddress address, Use use, RadioHost host)
      throws CannotListenException {
    RadioServer server = new RadioServer(address, use, host);
    try {
      server.javalin.start();
      return server;
    } catch (RuntimeException failure) {
      server.javalin.stop();
      throw CannotListenException.because(address.getHostString(), address.getPort(), failure);
    }
  }

  /// The real port.
  public int port() {
    return javalin.port();
  }

  /// Where the node's own page is, such as `http://127.0.0.1:8090`.
  public String url() {
    String name = address.getAddress().getHostAddress();
    return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + javalin.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = FRAME_BYTES_MAX;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.addConnector(this::connector);
    config.jetty.modifyWebSocketServletFactory(RadioServer::limit);
    routes(config.routes);
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    return Connectors.connector(
        server, http, use.tls(), address.getHostString(), address.getPort());
  }

  private static void limit(JettyWebSocketServletFactory factory) {
    factory.setMaxTextMessageSize(FRAME_BYTES_MAX);
    factory.setMaxBinaryMessageSize(FRAME_BYTES_MAX);
    factory.setIdleTimeout(IDLE_TIMEOUT);
  }

  private void routes(RoutesConfig routes) {
    routes.before(OwnMachine::requireAddress);
    routes.before(this::secure);
    if (use.tls() == null) {
      routes.get("/api/status", this::status);
      routes.get("/metrics", this::metrics);
    } else {
      routes.get("/", context -> context.redirect(use.pathOfPage()));
    }
    routes.wsBeforeUpgrade(SOCKET_PATH, this::judge);
    routes.ws(SOCKET_PATH, this::socket);
    Pages files = new Pages();
    routes.get(use.pathOfPage(), files::radio);
    routes.get("/favicon.svg", files::icon);
    routes.get("/assets/{file}", files::asset);
  }

  private void secure(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("Permissions-Policy", use.permissions());
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
  }

  private void status(Context context) {
    context.header("Cache-Control", "no-store");
    context.contentType("application/json").result(host.status());
  }

  private void metrics(Context context) {
    context.header("Cache-Control", "no-store");
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(host.metrics());
  }

  private void judge(Context context) {
    if (use.tls() == null) {
      OwnMachine.requirePage(context);
    } else {
      OwnMachine.requireOwnPage(context);
    }
    if (pages.size() >= use.socketsMax()) {
      throw new ServiceUnavailableResponse("Too many pages are open.");
    }
  }

  private void socket(WsConfig ws) {
    ws.onConnect(this::opened);
    ws.onMessage(context -> said(context.sessionId(), context.message()));
    ws.onClose(context -> closed(context.sessionId()));
    ws.onError(context -> LOG.debug("the WebSocket of a page failed", context.error()));
  }

  private void opened(WsContext context) {
    context.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    PageSocket socket = new PageSocket(context.session);
    pages.put(context.sessionId(), new Open(socket, host.open(socket)));
  }

  private void said(String session, String frame) {
    Open open = pages.get(session);
    if (open == null) {
      return;
    }
    switch (PageCommand.parse(frame)) {
      case Parsed.Ok<PageCommand>(PageCommand command) -> open.page().on(command);
      case Parsed.Malformed<PageCommand>(String reason) -> LOG.debug("a page said {}", reason);
    }
  }

  private void closed(String session) {
    Open open = pages.remove(session);
    if (open != null) {
      open.page().closed();
      open.socket().close();
    }
  }

  @Override
  public void close() {
    for (Open open : List.copyOf(pages.values())) {
      open.socket().close();
    }
    javalin.stop();
  }
}
