// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/// The room page as its users know it: by labels and words.
final class RoomPage {

  private final Page page;

  private RoomPage(Page page) {
    this.page = page;
  }

  /// Opens the page of a room without joining it.
  static RoomPage open(BrowserContext browser, String address) {
    return open(browser.newPage(), address);
  }

  static RoomPage open(Page page, String address) {
    page.navigate(address);
    return new RoomPage(page);
  }

  /// A page that something else opened.
  static RoomPage of(Page page) {
    return new RoomPage(page);
  }

  /// Opens the page, gives a name, joins, and waits for `Connected`.
  static RoomPage join(BrowserContext browser, String address, String name) {
    RoomPage room = open(browser, address);
    room.join(name);
    room.awaitState("Connected");
    return room;
  }

  void join(String name) {
    page.getByLabel(Pattern.compile("^Name")).first().fill(name);
    button("Join Voice Room").click();
  }

  /// Waits until a text of the page begins so; where none does, the failure says what is there
  /// instead.
  void awaitState(String beginning) {
    try {
      assertThat(page.getByText(Pattern.compile("^\\s*" + beginning)).first())
          .isVisible(
              new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                  .setTimeout(20_000));
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage()
              + "\nclient: "
              + page.evaluate("window.palaver?.status")
              + "\npage: "
              + page.locator("body").innerText(),
          e);
    }
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator tiles() {
    return page.locator("[data-user-id]");
  }

  /// The tile that shows this name.
  Locator tile(String name) {
    return tiles().filter(new Locator.FilterOptions().setHasText(name));
  }

  /// Evaluates a function body with `client` (the page's room client) and `connection` (its
  /// RTCPeerConnection) in scope; it may await.
  Object evaluate(String body) {
    return page.evaluate(
        "async () => { const client = window.palaver; const connection = client.connection; "
            + body
            + " }");
  }

  double number(String body) {
    return ((Number) evaluate(body)).doubleValue();
  }

  /// The loudest `audioLevel` (0 to 1) among what this page hears now.
  double heardLevel() {
    return number(
        "let level = 0; (await connection.getStats()).forEach(s => {"
            + " if (s.type === 'inbound-rtp' && s.audioLevel > level) level = s.audioLevel; });"
            + " return level;");
  }

  /// Energy of all that this page has heard so far, the sum over its slots.
  double heardEnergy() {
    return number(
        "let energy = 0; (await connection.getStats()).forEach(s => {"
            + " if (s.type === 'inbound-rtp') energy += s.totalAudioEnergy || 0; }); return energy;");
  }

  Page page() {
    return page;
  }
}
