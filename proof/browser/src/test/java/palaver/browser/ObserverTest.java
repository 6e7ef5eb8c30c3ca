// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An admin listens in from the dashboard (`?observe=1`): with a second factor, heard by nobody,
/// and seen by everybody in the room.
class ObserverTest {
  private static final String ROOM = "materie-1";

  @TempDir Path folder;
  private ServerProcess server;
  private Browsers browsers;
  private RoomPage ada;
  private Page dashboard;
  private BrowserContext admin;

  @BeforeEach
  void start() {
    Path data = folder.resolve("data");
    server = ServerProcess.start(data, "--media-host", "127.0.0.1");
    Moderator.add(data, "admin");
    browsers = new Browsers();
    ada =
        RoomPage.join(
            browsers.open(Tone.steady(folder)),
            server.page("materie", ROOM, "en") + "&processing=off",
            "Ada");
    admin = browsers.open(Tone.silence(folder));
    dashboard = admin.newPage();
    dashboard.navigate(server.address() + "/admin");
    dashboard.getByLabel("Name").fill("mo");
    dashboard.getByLabel("Password").fill(Moderator.PASSWORD);
    button("Log in").click();
  }

  @AfterEach
  void stop() {
    browsers.close();
    server.close();
  }

  private Locator button(String name) {
    return dashboard.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void whoListensInIsSeenByAllHearsAllAndIsHeardByNobody() throws GeneralSecurityException {
    setUpSecondFactor();
    dashboard.navigate(server.address() + "/admin#/live");
    RoomPage listener = RoomPage.of(admin.waitForPage(() -> button("Listen in").click()));

    listener.awaitState("Connected");
    Waiting.until("the tone arrives", () -> listener.heardLevel() > 0.1);
    ada.awaitState("Listening in: mo");
    listener.awaitState("Listening in: mo");
    assertThat(listener.evaluate("return client.hasMicrophone;")).isEqualTo(false);
    assertThat(listener.button("Mute").count()).isZero();
    assertThat(ada.tiles().count()).isEqualTo(1);
    assertThat(new Rest(server).participantCount("materie", ROOM)).isEqualTo(1);

    listener.button("Leave").click();
    assertThat(ada.page().getByText("Listening in: mo")).isHidden();
  }

  @Test
  void nobodyListensInWithoutBeingAnAdmin() {
    RoomPage guest =
        RoomPage.open(
            browsers.open(Tone.silence(folder)), server.page("materie", ROOM, "en") + "&observe=1");
    guest.awaitState("Please try again. \\(");
    assertThat(ada.page().getByText("Listening in").count()).isZero();
  }

  private void setUpSecondFactor() throws GeneralSecurityException {
    dashboard.navigate(server.address() + "/admin#/account");
    dashboard.locator("#mine").fill(Moderator.PASSWORD);
    button("Set up").click();
    String secret = dashboard.locator("code.secret").first().textContent().replace(" ", "").strip();
    dashboard.locator("#code").fill(code(secret));
    button("Confirm").first().click();
    button("I have kept them").click();
  }

  /// The code of this half minute (RFC 6238).
  private static String code(String base32) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(bytes(base32), "HmacSHA1"));
    long step = Instant.now().getEpochSecond() / 30;
    byte[] sum = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    int number = ByteBuffer.wrap(sum).getInt(sum[sum.length - 1] & 0xf) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  private static byte[] bytes(String base32) {
    ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
    int bits = 0;
    int count = 0;
    for (int i = 0; i < base32.length(); i++) {
      bits = bits << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
      count += 5;
      if (count >= 8) {
        count -= 8;
        bytes.put((byte) (bits >> count));
      }
    }
    return bytes.array();
  }
}
