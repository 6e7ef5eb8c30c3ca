// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The node's status over HTTP: `GET /api/status` answers what `palaver radio status --json`
/// prints.
///
/// A page of another site must not read it through a name of its own that leads here, so only calls
/// to an address, or to `localhost`, are answered.
final class RadioHttp implements AutoCloseable {

  private final HttpServer server;
  private final Supplier<String> status;

  private RadioHttp(HttpServer server, Supplier<String> status) {
    this.server = server;
    this.status = status;
  }

  static RadioHttp open(InetSocketAddress address, Supplier<String> status) throws StartFailure {
    try {
      HttpServer server = HttpServer.create(address, 0);
      RadioHttp http = new RadioHttp(server, status);
      server.createContext("/", http::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return http;
    } catch (IOException taken) {
      throw new StartFailure(
          "--http "
              + address.getHostString()
              + ":"
              + address.getPort()
              + " cannot be used: "
              + taken.getMessage(),
          taken);
    }
  }

  String address() {
    InetSocketAddress bound = server.getAddress();
    String host = bound.getHostString();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isAddress(exchange.getRequestHeaders().getFirst("Host"))) {
        send(exchange, 403, "text/plain", "call this node by its address\n");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, "text/plain", "only GET\n");
      } else if (exchange.getRequestURI().getPath().equals("/api/status")) {
        send(exchange, 200, "application/json", status.get());
      } else {
        send(exchange, 404, "text/plain", "see /api/status\n");
      }
    }
  }

  static boolean isAddress(@Nullable String host) {
    String name = host == null ? "" : host.replaceFirst(":[0-9]+$", "");
    return name.equals("localhost") || name.matches("[0-9.]+") || name.matches("\\[[0-9a-f:.]+]");
  }

  private static void send(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
