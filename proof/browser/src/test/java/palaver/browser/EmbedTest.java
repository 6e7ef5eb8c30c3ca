// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page of another origin with one script and one element: whom its own server sends talks in it
/// with people on the room page, and only pages of allowed origins can do so.
class EmbedTest {
  private static final String ROOM = "materie-3";

  @TempDir Path folder;
  private HttpServer host;
  private final List<ServerProcess> servers = new ArrayList<>();
  private String address = "";
  private Browsers browsers;
  private final List<String> complaints = new ArrayList<>();
  private String ticket = "";
  private String policy = "microphone=(self)";

  @BeforeEach
  void start() throws IOException {
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext("/", this::answer);
    host.start();
    browsers = new Browsers();
  }

  @AfterEach
  void stop() {
    browsers.close();
    servers.forEach(ServerProcess::close);
    host.stop(0);
  }

  private String hostOrigin() {
    return "http://localhost:" + host.getAddress().getPort();
  }

  private Rest serve(String... allowedOrigins) {
    List<String> options = new ArrayList<>(List.of("--media-host", "127.0.0.1"));
    for (String each : allowedOrigins) {
      options.addAll(List.of("--allowed-origins", each));
    }
    ServerProcess server =
        ServerProcess.start(folder.resolve("data"), options.toArray(String[]::new));
    servers.add(server);
    address = server.address().toString();
    Rest rest = new Rest(server);
    ticket = rest.guest();
    return rest;
  }

  /// The host's page, as docs/embedding.md writes it.
  private void answer(HttpExchange exchange) throws IOException {
    String page =
        """
        <!doctype html>
        <html lang="en">
          <meta charset="utf-8">
          <title>Somebody else's page</title>
          <style>palaver-room { height: 600px; --accent: #6b3fa0 }</style>
          <h1>The reading circle</h1>
          <script type="module" src="%1$s/palaver-room.js"></script>
          <palaver-room ticket="%2$s" world="materie" room-id="%3$s" name="Vera" language="en"></palaver-room>
        </html>
        """
            .formatted(address, ticket, ROOM);
    exchange
        .getResponseHeaders()
        .add(
            "Content-Security-Policy",
            "default-src 'self'; script-src %1$s; connect-src %1$s %2$s; media-src blob: mediastream:; style-src 'unsafe-inline'"
                .formatted(address, address.replace("http:", "ws:")));
    exchange.getResponseHeaders().add("Permissions-Policy", policy);
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private RoomPage openHostPage() {
    Page page = browsers.open(Tone.steady(folder)).newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(hostOrigin())
          && !request.url().startsWith(address)
          && !request.url().startsWith("blob:")) {
        complaints.add("asked for " + request.url());
      }
    });
    return RoomPage.open(page, hostOrigin() + "/");
  }

  @Test
  void aPageOfAnotherOriginHasTheRoomWithOneScriptAndOneElement() {
    Rest rest = serve(hostOrigin());
    RoomPage vera = openHostPage();
    vera.button("Join Voice Room").click();
    vera.awaitState("Connected");
    assertThat(vera.tile("Vera")).isVisible();
    assertThat(rest.participantCount("materie", ROOM)).isEqualTo(1);
    // The ticket is that of the host's server, and nothing of it stays in the browser.
    assertThat(vera.page().evaluate("() => localStorage.getItem('palaver.guest')")).isNull();
    // Its look is its own, and its accent the host's.
    assertThat(
            vera.page()
                .evaluate(
                    "() => getComputedStyle(document.querySelector('palaver-room')).getPropertyValue('--accent').trim()"))
        .isEqualTo("#6b3fa0");
    assertThat(vera.page().title()).isEqualTo("Somebody else's page");

    vera.button("Leave").click();
    vera.awaitState("Disconnected");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPageThatForbidsTheMicrophoneIsToldSoAndCanListen() {
    policy = "microphone=()";
    serve(hostOrigin());
    RoomPage vera = openHostPage();
    vera.button("Join Voice Room").click();
    vera.awaitState("The microphone is not allowed");
    vera.button("Join as listener").click();
    vera.awaitState("Connected");
  }

  @Test
  void aPageOfAnyOtherOriginGetsNothing() {
    Rest rest = serve("https://www.example.org");
    RoomPage vera = openHostPage();
    vera.page().waitForTimeout(2_000);
    assertThat(vera.page().getByText("Connected").count()).isZero();
    assertThat(complaints).isNotEmpty();
    assertThat(rest.participantCount("materie", ROOM)).isZero();
  }
}
