// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Two people in two browser processes and one server process: R025, R430, R434, R439, R449, R659.
@TestInstance(Lifecycle.PER_CLASS)
class TwoPeopleTalkTest {

  private static final int SAMPLES = 20;

  private Path folder;
  private ServerProcess server;
  private Browsers browsers;

  @BeforeAll
  void startServer(@TempDir Path temporary) {
    folder = temporary;
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    browsers = new Browsers();
  }

  @AfterAll
  void stop() {
    browsers.close();
    server.close();
  }

  @Test
  void aToneIsHeardByTheOtherWithinFivePercentOfItsLevel() {
    String page = server.page("materie", "materie-1", "en") + "&processing=off";
    RoomPage talker = RoomPage.join(browsers.open(Tone.steady(folder)), page, "Ada");
    RoomPage listener = RoomPage.join(browsers.open(Tone.silence(folder)), page, "Grace");
    Waiting.until("the tone arrives", () -> listener.heardLevel() > 0.1);
    double[] levels = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      levels[i] = listener.heardLevel();
      listener.page().waitForTimeout(100);
    }
    Arrays.sort(levels);
    assertThat(levels[SAMPLES / 2]).isCloseTo(Tone.PEAK, within(0.05 * Tone.PEAK));
    talker.button("Leave").click();
    talker.awaitState("Disconnected");
    listener.button("Leave").click();
    listener.awaitState("Disconnected");
  }

  @Test
  void completeVoiceCallFlow() {
    String page = server.page("materie", "materie-2", "en");
    RoomPage ada = RoomPage.join(browsers.open(Tone.oneSecondInThree(folder)), page, "Ada");
    RoomPage grace = RoomPage.join(browsers.open(Tone.silence(folder)), page, "Grace");
    assertThat(ada.tiles()).hasCount(2);
    assertThat(grace.tiles()).hasCount(2);
    assertThat(grace.tile("Ada")).hasAttribute("data-speaking", "true", speakingSoon());

    ada.button("Mute").click();
    assertThat(grace.tile("Ada")).containsText(Pattern.compile("muted"));
    assertThat(grace.tile("Ada")).hasAttribute("data-speaking", "false", speakingSoon());
    ada.button("Unmute").click();
    assertThat(grace.tile("Ada")).not().containsText(Pattern.compile("muted"));
    assertThat(grace.tile("Ada")).hasAttribute("data-speaking", "true", speakingSoon());

    ada.button("Leave").click();
    ada.awaitState("Disconnected");
    assertThat(grace.tiles()).hasCount(1);
    grace.button("Leave").click();
    grace.awaitState("Disconnected");
  }

  @Test
  void thePageSpeaksGermanToAGermanBrowser() {
    var german =
        browsers
            .open(Tone.silence(folder), Path.of("/usr/bin/chromium"), true)
            .newContext(Browsers.german());
    RoomPage page = RoomPage.open(german, server.address().toString());
    page.page().getByLabel(Pattern.compile("^Name")).first().fill("Emmy");
    page.button("Sprachraum beitreten").click();
    page.awaitState("Verbunden");
    page.button("Stumm schalten").click();
    assertThat(page.tile("Emmy")).containsText("stummgeschaltet");
    page.button("Verlassen").click();
    page.awaitState("Getrennt");
  }

  private static LocatorAssertions.HasAttributeOptions speakingSoon() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(8_000);
  }
}
