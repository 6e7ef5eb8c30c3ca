// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call that loses its network, in a real browser: it comes back by itself, or says after three
/// attempts that it did not and comes back by one press (R187-R193, R433, R437). How long each
/// takes is in docs/reports/recovery.md.
class ComeBackTest {

  @TempDir Path folder;
  private ServerProcess server;
  private LossyRelay relay;
  private Browsers browsers;
  private RoomPage grace;
  private final List<WebSocketRoute> sockets = new ArrayList<>();

  @BeforeEach
  void talk() {
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    relay =
        new LossyRelay(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.mediaPort()), 0, 1);
    browsers = new Browsers();
    Browser browser = browsers.open(Tone.steady(folder), Browsers.CHROMIUM, true);
    RoomPage.join(Browsers.person(browser), address(), "Ada");
    grace = join(Browsers.person(browser));
    Waiting.until("the tone arrives", () -> grace.heardLevel() > 0.1);
    grace
        .page()
        .evaluate(
            """
            () => {
              window.attempts = [];
              window.palaver.on('attempt', number => number && window.attempts.push(number));
            }
            """);
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

  /// Grace, whose media goes through the relay.
  private RoomPage join(BrowserContext person) {
    Page page = person.newPage();
    Signaling.detour(page, server, relay.port(), sockets::add, text -> text);
    RoomPage room = RoomPage.open(page, address());
    room.join("Grace");
    room.awaitState("Connected");
    return room;
  }

  @Test
  void aPathThatIsCutForAWhileIsFoundAgainAndACutSocketIsNotHeard() {
    relay.cut(true);
    grace.awaitState("Reconnecting");
    relay.cut(false);
    grace.awaitState("Connected");
    Waiting.until("the tone arrives again", () -> grace.heardLevel() > 0.1);
    assertThat(grace.tiles()).hasCount(2);

    double before = grace.heardEnergy();
    int opened = sockets.size();
    sockets.getLast().close();
    Waiting.until("there is another socket", () -> pumped(sockets.size() > opened));
    assertThat(grace.heardLevel()).isGreaterThan(0.1);
    assertThat(grace.heardEnergy()).isGreaterThan(before);
    grace.awaitState("Connected");
  }

  private boolean pumped(boolean condition) {
    grace.page().waitForTimeout(10);
    return condition;
  }

  @Test
  void threeAttemptsThenAButtonThatBringsItBack() {
    String port = String.valueOf(server.address().getPort());
    String media = String.valueOf(server.mediaPort());
    server.kill();
    long lostNs = System.nanoTime();
    assertThat(grace.page().getByText(Pattern.compile("Attempt \\d of 3"))).isVisible();
    grace.button("Rejoin").waitFor();
    long toldMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lostNs);
    assertThat(toldMs).isLessThan(10_000);
    assertThat(grace.page().evaluate("() => window.attempts")).isEqualTo(List.of(1, 2, 3));
    grace.awaitState("The connection was lost");

    server =
        ServerProcess.start(
            folder.resolve("data"),
            "--media-host",
            "127.0.0.1",
            "--port",
            port,
            "--media-port",
            media);
    grace.button("Rejoin").click();
    grace.awaitState("Connected");
    assertThat(grace.tile("Grace")).isVisible();
  }
}
