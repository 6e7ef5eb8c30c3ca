// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The join's phases as a browser goes through them, and what is left when one fails (R001-R018).
@TestInstance(Lifecycle.PER_CLASS)
class JoinPhasesTest {

  private Path folder;
  private ServerProcess server;
  private Browsers browsers;
  private Rest rest;

  @BeforeAll
  void startServer(@TempDir Path temporary) {
    folder = temporary;
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    browsers = new Browsers();
    rest = new Rest(server);
  }

  @AfterAll
  void stop() {
    browsers.close();
    server.close();
  }

  @Test
  void peopleAreShownBeforeTheMediaIsConnected() {
    String address = server.page("materie", "materie-1", "en");
    BrowserContext first = browsers.open(Tone.silence(folder));
    RoomPage ada = RoomPage.join(first, address, "Ada");

    Page page = browsers.open(Tone.silence(folder)).newPage();
    AtomicReference<@Nullable String> heldBack = new AtomicReference<>();
    AtomicReference<@Nullable WebSocketRoute> socket = new AtomicReference<>();
    holdAnswers(page, heldBack, socket);
    RoomPage grace = RoomPage.open(page, address);
    grace.join("Grace");
    assertThat(grace.tile("Ada")).isVisible();
    grace.awaitState("Connecting");
    Waiting.until("the answer is held back", () -> pumped(page, heldBack.get() != null));
    WebSocketRoute route = socket.get();
    String answer = heldBack.get();
    org.junit.jupiter.api.Assertions.assertNotNull(route);
    org.junit.jupiter.api.Assertions.assertNotNull(answer);
    route.send(answer);
    grace.awaitState("Connected");
    grace.button("Leave").click();
    grace.awaitState("Disconnected");
    ada.button("Leave").click();
    ada.awaitState("Disconnected");
  }

  private static boolean pumped(Page page, boolean condition) {
    page.waitForTimeout(10);
    return condition;
  }

  private static void holdAnswers(
      Page page,
      AtomicReference<@Nullable String> heldBack,
      AtomicReference<@Nullable WebSocketRoute> socket) {
    page.routeWebSocket(
        Signaling.SOCKET,
        route -> {
          WebSocketRoute toServer = route.connectToServer();
          route.onMessage(frame -> toServer.send(frame.text()));
          toServer.onMessage(frame -> {
            if (frame.text().contains("\"type\":\"answer\"")) {
              heldBack.set(frame.text());
            } else {
              route.send(frame.text());
            }
          });
          socket.set(route);
        });
  }

  @Test
  void aJoinWhoseSignalingFailsIsRolledBack() {
    Page page = browsers.open(Tone.silence(folder)).newPage();
    page.routeWebSocket(Signaling.SOCKET, route -> route.close());
    RoomPage ada = RoomPage.open(page, server.page("materie", "materie-2", "en"));
    ada.join("Ada");
    assertThat(ada.button("Join Voice Room")).isVisible();
    Waiting.until(
        "the seat is free again",
        () -> pumped(page, rest.participantCount("materie", "materie-2") == 0));
  }

  @Test
  void aRefusedJoinStartsNoMedia() {
    for (int i = 0; i < 10; i++) {
      assertThat(rest.join("energie", "energie-1", "u" + i, "User " + i).status()).isEqualTo(200);
    }
    Page page = browsers.open(Tone.silence(folder)).newPage();
    RoomPage late = RoomPage.open(page, server.page("energie", "energie-1", "en"));
    late.join("Late");
    assertThat(late.page().getByText(Pattern.compile("full")).first()).isVisible();
    Object connection = page.evaluate("() => !!(window.palaver && window.palaver.connection)");
    assertThat(connection).isEqualTo(false);
  }
}
