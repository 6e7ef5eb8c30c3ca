// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page before a join: what is under a finger stays there. A room that is told of late, with a
/// note, people and a chat, once moved the button away between the press and its end.
class LobbyTest {
  private static final String ROOM = "materie-2";

  /// Writes down each place that the join button has while it can be pressed.
  private static final String WATCH =
      """
      window.places = [];
      const joinIn = (root) =>
        root.querySelector('.join') ??
        [...root.querySelectorAll('*')].reduce((found, each) =>
          found ?? (each.shadowRoot ? joinIn(each.shadowRoot) : null), null);
      const look = () => {
        const button = joinIn(document);
        if (button && !button.disabled) {
          const { x, y, width } = button.getBoundingClientRect();
          const place = [x, y, width].map(Math.round).join();
          if (window.places.at(-1) !== place) window.places.push(place);
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      """;

  @TempDir Path folder;
  private ServerProcess server;
  private Browsers browsers;

  @BeforeEach
  void start() {
    Path data = folder.resolve("data");
    server = ServerProcess.start(data, "--media-host", "127.0.0.1");
    Moderator.add(data, "admin");
    Moderator.of(server, data).makeMesh(ROOM);
    browsers = new Browsers();
  }

  @AfterEach
  void stop() {
    browsers.close();
    server.close();
  }

  @Test
  void theButtonStaysWhereItIsFromTheMomentItCanBePressed() {
    Browser browser = browsers.open(Tone.silence(folder), Browsers.CHROMIUM, true);
    String address = server.page("materie", ROOM, "en");
    RoomPage.join(Browsers.person(browser), address, "Ada");
    for (int widthPx : List.of(1280, 390)) {
      Page page = Browsers.person(browser).newPage();
      page.setViewportSize(widthPx, 800);
      page.addInitScript(WATCH);
      page.navigate(address);
      page.locator(".join:enabled").waitFor();
      assertThat(page.getByText("People connect directly here").isVisible()).isTrue();
      assertThat(page.locator(".present").innerText()).contains("Ada");
      assertThat(page.locator("palaver-chat").isVisible()).isTrue();
      page.waitForTimeout(1_000);
      assertThat((List<?>) page.evaluate("window.places")).hasSize(1);
    }
  }
}
