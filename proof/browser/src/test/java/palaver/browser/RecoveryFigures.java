// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long after a trouble is over a listener hears the talker again: a path that is cut, another
/// address, a WebSocket that closes, a server that is restarted. Two pages in Chromium, their media
/// through a relay that can be cut.
///
/// Not part of `./verify`: `mvn test -pl proof/browser -am -DskipUnitTests=true
/// -DskipBrowserTests=false -Dtest=RecoveryFigures -Dsurefire.failIfNoSpecifiedTests=false`.
class RecoveryFigures {

  private static final int TIMES = 5;

  /// Looks each 5 ms whether the page plays something, and notes each pause of more than 100 ms
  /// with its beginning and end, by the wall clock. Time in which a busy machine let the page not
  /// look is no pause.
  private static final String METER =
      """
      () => {
        window.starts = [];
        window.pauses = [];
        let last = 0;
        let looked = 0;
        const context = new AudioContext();
        const meter = new AnalyserNode(context, { fftSize: 256 });
        const known = new Set();
        const samples = new Float32Array(256);
        setInterval(() => {
          for (const { track } of window.palaver.connection?.getReceivers() ?? []) {
            if (!known.has(track)) {
              known.add(track);
              context.createMediaStreamSource(new MediaStream([track])).connect(meter);
            }
          }
          const at = Math.round(performance.timeOrigin + performance.now());
          if (last && at - looked > 50) last += at - looked;
          looked = at;
          meter.getFloatTimeDomainData(samples);
          if (samples.some(each => Math.abs(each) > 0.02)) {
            if (at - last > 100) {
              window.starts.push(at);
              if (last) window.pauses.push([last, at]);
            }
            last = at;
            window.lastLoud = at;
          }
        }, 5);
      }
      """;

  @TempDir Path folder;
  private ServerProcess server;
  private LossyRelay relay;
  private Browsers browsers;
  private RoomPage listener;
  private @Nullable WebSocketRoute socket;

  @BeforeEach
  void talk() {
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    relay =
        new LossyRelay(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.mediaPort()), 0, 1);
    browsers = new Browsers();
    RoomPage.join(browsers.open(Tone.steady(folder)), address(), "Ada");
    listener = join(browsers.open(Tone.silence(folder)));
    listener.page().evaluate(METER);
    Waiting.until("the tone is heard", () -> starts().size() == 1);
    listener.page().waitForTimeout(3_000);
  }

  @AfterEach
  void stop() {
    browsers.close();
    relay.close();
    server.close();
  }

  private String address() {
    return server.page("materie", "materie-1", "en") + "&processing=off";
  }

  /// The listener, whose media goes through the relay.
  private RoomPage join(BrowserContext browser) {
    Page page = browser.newPage();
    Signaling.detour(page, server, relay.port(), route -> socket = route, text -> text);
    RoomPage room = RoomPage.open(page, address());
    room.join("Grace");
    room.awaitState("Connected");
    return room;
  }

  @Test
  void aPathThatIsCutForThreeSeconds() {
    report("UDP cut for 3 s", this::cutForThreeSeconds);
  }

  private long cutForThreeSeconds() {
    relay.cut(true);
    listener.page().waitForTimeout(3_000);
    relay.cut(false);
    return System.currentTimeMillis();
  }

  @Test
  void anotherAddressWithThePathUp() {
    report(
        "another address, path up",
        () -> {
          relay.move();
          return System.currentTimeMillis();
        });
  }

  /// The floor of the other figures: pauses that the machine makes by itself.
  @Test
  void nothingAtAll() {
    report("nothing at all", System::currentTimeMillis);
  }

  @Test
  void aWebSocketThatCloses() {
    report(
        "WebSocket closed",
        () -> {
          Objects.requireNonNull(socket, "the page has one").close();
          return System.currentTimeMillis();
        });
  }

  /// What brings a trouble and says when it was over, by the wall clock.
  interface Trouble {
    long happen();
  }

  private void report(String name, Trouble trouble) {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long overMs = trouble.happen();
      listener.page().waitForTimeout(6_000);
      Waiting.until("sound again", () -> lastLoud() > overMs + 5_000);
      delays.add(delayAfter(overMs));
      listener.awaitState("Connected");
    }
    print(name, delays);
  }

  /// How long after the end of a trouble the pause ended that it caused: the first that was still
  /// going on then, or began within a second; 0 when there was none.
  @SuppressWarnings("unchecked")
  private long delayAfter(long overMs) {
    List<List<Number>> pauses =
        (List<List<Number>>) listener.page().evaluate("() => window.pauses");
    for (List<Number> pause : pauses) {
      if (pause.get(1).longValue() > overMs && pause.get(0).longValue() < overMs + 1_000) {
        return pause.get(1).longValue() - overMs;
      }
    }
    return 0;
  }

  static void print(String name, List<Long> delays) {
    List<Long> sorted = delays.stream().sorted().toList();
    System.err.printf(
        Locale.ROOT, "%s: median %d ms, of %s%n", name, sorted.get(sorted.size() / 2), delays);
    assertThat(sorted).hasSizeGreaterThanOrEqualTo(3);
  }

  @SuppressWarnings("unchecked")
  private List<Long> starts() {
    List<Number> starts = (List<Number>) listener.page().evaluate("() => window.starts");
    return starts.stream().map(Number::longValue).toList();
  }

  private long lastLoud() {
    return ((Number) listener.page().evaluate("() => window.lastLoud ?? 0")).longValue();
  }

  @Test
  void aServerThatIsRestarted() {
    server.stop();
    List<Long> delays = new ArrayList<>();
    try (Browsers more = new Browsers()) {
      restarts(more, delays);
    }
    print("server restarted, from its readiness", delays);
  }

  /// Both pages come back by themselves to a server on the same ports, three times.
  private void restarts(Browsers more, List<Long> delays) {
    String port = String.valueOf(server.address().getPort());
    String media = String.valueOf(server.mediaPort());
    server = restarted(port, media);
    RoomPage.join(more.open(Tone.steady(folder)), address(), "Ada");
    listener = RoomPage.join(more.open(Tone.silence(folder)), address(), "Grace");
    listener.page().evaluate(METER);
    Waiting.until("the tone is heard", () -> starts().size() == 1);
    for (int i = 0; i < 3; i++) {
      listener.page().waitForTimeout(5_000);
      int before = starts().size();
      server.stop();
      server = restarted(port, media);
      long readyMs = System.currentTimeMillis();
      Waiting.until("sound again", () -> starts().size() > before && lastLoud() > readyMs);
      delays.add(Math.max(0, starts().getLast() - readyMs));
    }
  }

  private ServerProcess restarted(String port, String media) {
    return ServerProcess.start(
        folder.resolve("data"), "--media-host", "127.0.0.1", "--port", port, "--media-port", media);
  }
}
