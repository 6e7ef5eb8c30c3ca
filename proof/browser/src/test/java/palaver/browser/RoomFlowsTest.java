// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What people do in a room, in a real browser against a real server: a whole call, talking by key,
/// writing, another language, the figures of the connection. One browser; each person has cookies
/// and choices of their own, and hears a steady tone in their microphone.
@TestInstance(Lifecycle.PER_CLASS)
class RoomFlowsTest {

  private ServerProcess server;
  private Browsers browsers;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    browsers = new Browsers();
    browser = browsers.open(Tone.steady(folder), Browsers.CHROMIUM, true);
  }

  @AfterAll
  void stop() {
    browsers.close();
    server.close();
  }

  private String address(String world, String room) {
    return server.address() + "/?processing=off&world=" + world + "&room=" + room;
  }

  private RoomPage join(String address, String name) {
    return RoomPage.join(Browsers.person(browser), address, name);
  }

  private static Locator heading(RoomPage room, String name) {
    return room.page()
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// R177, R178, R179, R439.
  @Test
  void aCallFromTheLiveChatToDisconnected() {
    RoomPage ada = RoomPage.open(Browsers.person(browser), address("materie", "materie-1"));
    assertThat(heading(ada, "Live chat")).isVisible();
    ada.join("Ada");
    ada.awaitState("Connected");
    assertThat(ada.button("Mute")).isVisible();
    assertThat(ada.tile("Ada")).hasAttribute("data-muted", "false");

    ada.button("Mute").click();
    assertThat(ada.button("Unmute")).isVisible();
    assertThat(ada.button("Mute")).isHidden();
    assertThat(ada.tile("Ada")).containsText("muted");

    ada.button("Leave").click();
    ada.awaitState("Disconnected");
    assertThat(heading(ada, "Live chat")).isVisible();
    assertThat(ada.button("Join Voice Room")).isEnabled();
  }

  @Test
  void aHeldKeyTalksAndLettingGoOfItInAnyWayEndsIt() {
    String address = address("materie", "materie-2");
    RoomPage ada = join(address, "Ada");
    RoomPage grace = join(address, "Grace");
    Keyboard keys = ada.page().keyboard();
    chooseToPush(ada);
    assertThat(ada.button("Hold to talk")).isVisible();
    assertTalks(grace, false);

    keys.down("Space");
    assertThat(ada.button("Talking")).isVisible();
    assertTalks(grace, true);
    assertThat(grace.tile("Ada")).hasAttribute("data-speaking", "true");
    keys.up("Space");
    assertThat(ada.button("Hold to talk")).isVisible();
    assertTalks(grace, false);
    assertThat(ada.page().getByText("Microphone mode")).isHidden();

    keys.down("Space");
    assertTalks(grace, true);
    ada.page().evaluate("() => window.dispatchEvent(new Event('blur'))");
    assertTalks(grace, false);
    keys.up("Space");

    Locator disc = ada.button("Hold to talk");
    BoundingBox at = disc.boundingBox();
    ada.page().mouse().move(at.x + at.width / 2, at.y + 30);
    ada.page().mouse().down();
    assertTalks(grace, true);
    ada.page().mouse().move(at.x + at.width / 2, at.y - 200);
    assertTalks(grace, false);
    ada.page().mouse().up();
  }

  @Test
  void anotherKeyTalksOnceItIsChosenAndTypingNeverDoes() {
    String address = address("materie", "materie-3");
    RoomPage ada = join(address, "Ada");
    RoomPage grace = join(address, "Grace");
    Page page = ada.page();
    chooseToPush(ada);
    ada.button("Settings").click();
    assertThat(page.getByText("Hold space to talk")).isVisible();
    ada.button("Change key").click();
    assertThat(ada.button("Press a key…")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.getByText("Hold space to talk")).isVisible();
    ada.button("Change key").click();
    page.keyboard().press("KeyT");
    assertThat(page.getByText("Hold T to talk")).isVisible();
    closeSettings(ada);

    page.keyboard().down("Space");
    page.keyboard().up("Space");
    assertThat(ada.button("Talking")).isHidden();
    Locator line = page.getByLabel("Write to the room");
    line.click();
    page.keyboard().type("to talk");
    assertThat(line).hasValue("to talk");
    assertTalks(grace, false);
    ada.tile("Ada").click();
    page.keyboard().down("KeyT");
    assertTalks(grace, true);
    page.keyboard().up("KeyT");
    assertTalks(grace, false);

    page.reload();
    ada.join("Ada");
    ada.awaitState("Connected");
    assertThat(ada.button("Hold to talk")).isVisible();
    page.keyboard().down("KeyT");
    assertThat(ada.button("Talking")).isVisible();
    page.keyboard().up("KeyT");
  }

  private static void chooseToPush(RoomPage room) {
    room.button("Settings").click();
    room.page().getByLabel("Push to talk").check();
    closeSettings(room);
  }

  private static void closeSettings(RoomPage room) {
    room.page().locator("palaver-settings").getByLabel("Close").click();
    assertThat(room.page().locator("palaver-settings")).hasCount(0);
  }

  /// Whether others see that Ada's microphone is open.
  private static void assertTalks(RoomPage other, boolean talks) {
    assertThat(other.tile("Ada")).hasAttribute("data-muted", String.valueOf(!talks));
  }

  /// R185, R186.
  @Test
  void whatIsWrittenIsReadByAllAndBeforeTheDoor() {
    String address = address("energie", "energie-1");
    RoomPage ada = join(address, "Ada");
    RoomPage grace = join(address, "Grace");
    grace.page().locator("palaver-chat").getByLabel("Close").click();

    Locator line = ada.page().getByLabel("Write to the room");
    line.fill("<b>no</b> & grüße 👋");
    line.press("Enter");
    assertThat(line).hasValue("");
    assertThat(ada.page().getByText("<b>no</b> & grüße 👋")).isVisible();
    Locator unread =
        grace
            .page()
            .getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("Chat.*1 new message")));
    unread.click();
    assertThat(grace.page().getByText("<b>no</b> & grüße 👋")).isVisible();
    grace.page().getByLabel("Write to the room").fill("hello");
    grace.page().getByLabel("Send").click();
    assertThat(ada.page().getByText("hello", new Page.GetByTextOptions().setExact(true)))
        .isVisible();

    RoomPage outside = RoomPage.open(Browsers.person(browser), address);
    assertThat(outside.page().getByText("<b>no</b> & grüße 👋")).isVisible();
    assertThat(outside.page().getByText("Join the voice room to write.")).isVisible();
    assertThat(outside.page().getByText("Here now: Ada, Grace")).isVisible();
    RoomPage elsewhere = RoomPage.open(Browsers.person(browser), address("materie", "materie-1"));
    assertThat(elsewhere.page().getByText("Nobody has written yet.")).isVisible();
  }

  @Test
  void theLanguageChangesInTheMiddleOfACallAndIsRemembered() {
    RoomPage emmy = join(address("energie", "energie-2"), "Emmy");
    emmy.page().evaluate("() => { window.sameDocument = true; }");
    Object session = emmy.evaluate("return client.sessionId;");
    emmy.button("Deutsch").click();
    emmy.awaitState("Verbunden");
    assertThat(emmy.page().locator("html")).hasAttribute("lang", "de");
    emmy.button("Stumm schalten").click();
    assertThat(emmy.tile("Emmy")).containsText("stummgeschaltet");
    assertThat(emmy.button("Stummschaltung aufheben")).isVisible();
    assertThat(emmy.evaluate("return client.sessionId;")).isEqualTo(session);
    assertThat(emmy.page().evaluate("() => window.sameDocument")).isEqualTo(true);
    emmy.button("Verlassen").click();
    emmy.awaitState("Getrennt");

    emmy.page().reload();
    assertThat(emmy.button("Sprachraum beitreten")).isVisible();
    emmy.button("English").click();
    assertThat(emmy.button("Join Voice Room")).isVisible();
  }

  /// R258, R259, R467, R469.
  @Test
  void theFiguresOfTheConnectionAreThereByOneKey() {
    String address = address("energie", "energie-3");
    join(address, "Ada");
    RoomPage grace = join(address, "Grace");
    grace.button("Mute").click();
    grace.page().keyboard().press("Alt+Shift+KeyV");
    assertThat(heading(grace, "Voice statistics")).isVisible();
    assertFigure(grace, "active_speakers", "1");
    assertFigure(grace, "transport_kind", ".*(udp|UDP).*");
    assertFigure(grace, "candidate_pair", ".*127\\.0\\.0\\.1.*");
    assertFigure(grace, "voice_bitrate_kbps", "[1-9]\\d* kbit/s");
    assertFigure(grace, "voice_packet_loss_pct", "0\\.0 %");
    assertFigure(grace, "voice_latency_ms", "\\d+ ms");
    assertThat(grace.page().locator("[data-name=quality] dd")).hasText("Excellent connection");
    grace.page().keyboard().press("Alt+Shift+KeyV");
    assertThat(heading(grace, "Voice statistics")).isHidden();
  }

  private static void assertFigure(RoomPage room, String name, String pattern) {
    assertThat(room.page().locator("[data-name=" + name + "] dd"))
        .hasText(Pattern.compile("^" + pattern + "$"));
  }

  @Test
  void everyScreenIsAccessibleWideAndLightNarrowAndDark() {
    String address = address("energie", "energie-1");
    List<String> found = new ArrayList<>();
    RoomPage ada = RoomPage.open(Browsers.person(browser), address);
    look(ada, "lobby", found);
    join(address, "Grace");
    ada.join("Ada");
    ada.awaitState("Connected");
    look(ada, "room", found);
    ada.button("Settings").click();
    look(ada, "settings", found);
    closeSettings(ada);
    ada.page().getByLabel("More about Grace").first().click();
    look(ada, "person", found);
    assertThat(found).isEmpty();
  }

  private static void look(RoomPage room, String screen, List<String> found) {
    Page page = room.page();
    Axe axe = Axe.in(page);
    look(page, axe, screen, 390, ColorScheme.DARK, found);
    look(page, axe, screen, 1280, ColorScheme.LIGHT, found);
  }

  private static void look(
      Page page, Axe axe, String screen, int width, ColorScheme scheme, List<String> found) {
    page.setViewportSize(width, 844);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.waitForTimeout(250);
    found.addAll(axe.violations(screen + " " + scheme + " " + width));
    assertThat(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
        .as("%s at %d px scrolls sideways", screen, width)
        .isEqualTo(0);
  }
}
