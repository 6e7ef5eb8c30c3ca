// SPDX-License-Identifier: Apache-2.0
package palaver.http.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.http.CannotListenException;

/// A radio node's page over HTTP: what is served, and to whom.
@Timeout(60)
final class RadioServerTest implements RadioHost {

  private static final long PATIENCE_S = 10;

  private final BlockingQueue<PageCommand> commands = new LinkedBlockingQueue<>();
  private final BlockingQueue<Outbox> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private RadioServer server;
  private String host = "";

  @Override
  public String status() {
    return "{\"name\":\"Ada\"}";
  }

  @Override
  public String metrics() {
    return "palaver_radio_members 2\n";
  }

  @Override
  public Page open(Outbox outbox) {
    opened.add(outbox);
    return new Page() {
      @Override
      public void on(PageCommand command) {
        commands.add(command);
      }

      @Override
      public void closed() {
        closed.add("closed");
      }
    };
  }

  @BeforeEach
  void start() throws Exception {
    server = RadioServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this);
    host = URI.create(server.url()).getAuthority();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(server.url() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// A text that came over a WebSocket.
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      arrived.add(data.toString());
      socket.request(1);
      return null;
    }
  }

  private WebSocket socket(Frames frames, @Nullable String origin) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    return builder.buildAsync(URI.create("ws://" + host + "/api/radio"), frames).join();
  }

  @Test
  void thePageAndItsFilesAreServedAndNothingElse() throws Exception {
    assertThat(get("/").body()).contains("Palaver test radio");
    assertThat(get("/assets/page-3f2a.js").statusCode()).isEqualTo(200);
    assertThat(get("/api/status").body()).isEqualTo("{\"name\":\"Ada\"}");
    for (String path : List.of("/index.html", "/admin", "/api/voice/rooms/x", "/assets/..%2fx")) {
      assertThat(get(path).statusCode()).as(path).isIn(400, 404);
    }
  }

  @Test
  void thePageLoadsNothingOfOthersAndNobodyFramesIt() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example"})
  void aNameThatLeadsHereIsNotAnswered(String name) throws Exception {
    for (String path : List.of("/", "/api/status")) {
      assertThat(rawGet(path, name)).startsWith("HTTP/1.1 403");
    }
    assertThat(rawGet("/", host)).startsWith("HTTP/1.1 200");
  }

  /// Java's own client sets the Host header itself.
  private String rawGet(String path, String name) throws Exception {
    int port = URI.create(server.url()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void anotherSiteCannotPress() {
    List<@Nullable String> strangers = new ArrayList<>();
    strangers.add("https://evil.example");
    strangers.add("http://127.0.0.1:1");
    strangers.add("null");
    strangers.add(null);
    for (String origin : strangers) {
      assertThatThrownBy(() -> socket(new Frames(), origin))
          .as("%s", origin)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }
    assertThat(opened).isEmpty();
  }

  @Test
  void theOwnPageIsToldAndHeard() throws Exception {
    Frames frames = new Frames();
    WebSocket socket = socket(frames, server.url());
    Outbox outbox = opened.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(outbox).isNotNull();
    assertThat(outbox.offer("{\"type\":\"state\"}")).isTrue();
    assertThat(frames.arrived.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"state\"}");

    socket.sendText("{\"type\":\"press\"}", true).join();
    socket.sendText("no json", true).join();
    socket.sendText("{\"type\":\"say\",\"text\":\" hello \"}", true).join();
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(new PageCommand.Press(false));
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(new PageCommand.Say("hello"));
    socket.abort();
    assertThat(closed.poll(PATIENCE_S, TimeUnit.SECONDS)).as("the button comes up").isNotNull();
  }

  @Test
  void aHandsetSaysWhoItIsAndOffers() throws Exception {
    WebSocket socket = socket(new Frames(), server.url());
    socket.sendText("{\"type\":\"hello\",\"code\":\"c\",\"name\":\" Ada \"}", true).join();
    socket.sendText("{\"type\":\"hello\",\"name\":\"A\\nB\"}", true).join();
    socket.sendText("{\"type\":\"hello\",\"name\":\" \"}", true).join();
    socket.sendText("{\"type\":\"offer\",\"sdp\":\"v=0\"}", true).join();
    socket.sendText("{\"type\":\"handset_code\"}", true).join();
    socket.sendText("{\"type\":\"remove_handset\",\"id\":\"../etc\"}", true).join();
    socket.sendText("{\"type\":\"remove_handset\",\"id\":\"0123abcd\"}", true).join();
    PageCommand.Hello hello = new PageCommand.Hello("c", "", "Ada");
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(hello);
    assertThat(hello.toString()).as("a code is a secret").isEqualTo("Hello[Ada]");
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo(new PageCommand.Offer("v=0"));
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS))
        .isEqualTo(new PageCommand.HandsetCode());
    assertThat(commands.poll(PATIENCE_S, TimeUnit.SECONDS))
        .isEqualTo(new PageCommand.RemoveHandset("0123abcd"));
    socket.abort();
  }

  @Test
  void aPageThatIsSentAwayIsToldEverythingFirst() throws Exception {
    Frames frames = new Frames();
    socket(frames, server.url());
    Outbox outbox = opened.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(outbox).isNotNull();
    outbox.offer("{\"type\":\"refused\"}");
    outbox.close();
    assertThat(frames.arrived.poll(PATIENCE_S, TimeUnit.SECONDS)).contains("refused");
    assertThat(closed.poll(PATIENCE_S, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aPageThatReadsNothingIsLeftBehind() throws Exception {
    socket(new Frames(), server.url()).abort();
    Outbox outbox = opened.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(outbox).isNotNull();
    assertThat(closed.poll(PATIENCE_S, TimeUnit.SECONDS)).isNotNull();
    boolean taken = true;
    for (int i = 0; i < 10_000 && taken; i++) {
      taken = outbox.offer("{}");
    }
    assertThat(taken).isFalse();
  }

  @Test
  void aPortInUseIsSaidInOneLine() {
    InetSocketAddress used =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort());
    assertThatThrownBy(() -> RadioServer.open(used, this))
        .isInstanceOf(CannotListenException.class)
        .hasMessageContaining("Cannot listen on");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8090, true",
    "localhost:8090, true",
    "[::1]:8090, true",
    "10.0.0.7, true",
    "evil.example:8090, false",
    "127.0.0.1.evil.example, false"
  })
  void onlyAddressesAreHosts(String name, boolean expected) {
    assertThat(OwnMachine.isAddress(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "::1, true", "[::1], true", "10.0.0.7, false", "nowhere, false"})
  void onlyThisMachineIsItsOwn(String address, boolean expected) {
    assertThat(OwnMachine.isLoopback(address)).isEqualTo(expected);
  }
}
