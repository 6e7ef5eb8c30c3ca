// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.MouseButton;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The moderator's menu in the room, as a moderator uses it and as the others see it (R113, R114).
@TestInstance(Lifecycle.PER_CLASS)
class ModerationMenuTest {

  private static final double HELD_MS = 700;

  private ServerProcess server;
  private Browsers browsers;
  private Browser browser;
  private BrowserContext moderator;

  @BeforeAll
  void start(@TempDir Path folder) {
    Path data = folder.resolve("data");
    server = ServerProcess.start(data, "--media-host", "127.0.0.1");
    Moderator.add(data);
    browsers = new Browsers();
    browser = browsers.open(Tone.steady(folder), Browsers.CHROMIUM, true);
    moderator = browser.newContext(Browsers.english().setHasTouch(true));
    Page page = moderator.newPage();
    page.navigate(server.address() + "/admin");
    page.getByLabel("Name").fill("mo");
    page.getByLabel("Password").fill(Moderator.PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("Live").setExact(true)))
        .isVisible();
    page.close();
  }

  @AfterAll
  void stop() {
    browsers.close();
    server.close();
  }

  private String address(String room) {
    return server.page("materie", room, "en") + "&processing=off";
  }

  private RoomPage guest(String room, String name) {
    return RoomPage.join(Browsers.person(browser), address(room), name);
  }

  private static Locator menu(RoomPage room) {
    return room.page().locator("palaver-person");
  }

  private static Locator act(RoomPage room, String name) {
    return room.page()
        .locator("palaver-moderation")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void open(RoomPage room, String name) {
    room.tile(name).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    assertThat(menu(room)).isVisible();
  }

  private static void assertDone(RoomPage room) {
    assertThat(menu(room).getByText("Done.")).isVisible();
    menu(room).getByLabel("Close").click();
    assertThat(menu(room)).hasCount(0);
  }

  @Test
  void aModeratorMutesIsAskedWarnsAndRemoves() {
    RoomPage ada = guest("materie-1", "Ada");
    RoomPage grace = guest("materie-1", "Grace");
    RoomPage mo = RoomPage.join(moderator, address("materie-1"), "Mo");
    assertThat(
            grace
                .tile("Mo")
                .getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("Moderator")))
        .isVisible();

    open(mo, "Ada");
    act(mo, "Mute").click();
    mo.page().getByLabel("Reason (optional)").fill("echo");
    act(mo, "Mute").click();
    assertDone(mo);
    ada.awaitState("A moderator muted you");
    assertThat(ada.page().getByText("echo").first()).isVisible();
    assertThat(grace.tile("Ada")).containsText("muted by moderator");

    ada.button("Ask to speak").click();
    assertThat(mo.tile("Ada")).containsText("asks to speak");
    open(mo, "Ada");
    act(mo, "Unmute").click();
    assertDone(mo);
    assertThat(ada.page().getByText("A moderator muted you")).isHidden();
    assertThat(grace.tile("Ada")).not().containsText("muted by moderator");

    open(mo, "Ada");
    act(mo, "Warn").click();
    mo.page().getByLabel("What do you warn of?").fill("be kind");
    act(mo, "Warn").click();
    assertDone(mo);
    assertThat(ada.page().getByText("be kind")).isVisible();
    assertThat(grace.page().getByText("be kind")).isHidden();

    open(mo, "Ada");
    act(mo, "Remove").click();
    act(mo, "Remove").click();
    ada.awaitState("A moderator removed you from the room");
    assertThat(grace.tiles()).hasCount(2);
  }

  @Test
  void aFingerThatRestsOnSomebodyOpensItToo() {
    guest("materie-2", "Ada");
    RoomPage mo = RoomPage.join(moderator, address("materie-2"), "Mo");
    BoundingBox at = mo.tile("Ada").boundingBox();
    CDPSession finger = moderator.newCDPSession(mo.page());
    touch(finger, "touchStart", at);
    mo.page().waitForTimeout(HELD_MS);
    touch(finger, "touchEnd", null);
    assertThat(menu(mo)).isVisible();
    assertThat(act(mo, "Mute")).isVisible();
    assertThat(act(mo, "Ban")).isVisible();
  }

  private static void touch(
      CDPSession finger, String type, @org.jspecify.annotations.Nullable BoundingBox at) {
    JsonArray points = new JsonArray();
    if (at != null) {
      JsonObject point = new JsonObject();
      point.addProperty("x", at.x + at.width / 2);
      point.addProperty("y", at.y + at.height / 2);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    finger.send("Input.dispatchTouchEvent", event);
  }

  @Test
  void aGuestIsOfferedVolumeAndReportAndNoMore() {
    guest("materie-3", "Ada");
    RoomPage grace = guest("materie-3", "Grace");
    open(grace, "Ada");
    assertThat(menu(grace).getByLabel("Volume of Ada")).isVisible();
    assertThat(grace.page().locator("palaver-moderation")).hasCount(0);
    menu(grace)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Report"))
        .click();
    grace.page().getByLabel("What happened?").fill("plays a tone");
    menu(grace)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send report"))
        .click();
    assertThat(menu(grace).getByText("Thank you. The moderators have your report.")).isVisible();
  }
}
