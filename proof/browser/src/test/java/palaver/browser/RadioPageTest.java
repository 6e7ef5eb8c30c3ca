// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static palaver.browser.RadioPages.disc;
import static palaver.browser.RadioPages.named;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The radio page of two real nodes, with real sound devices as far as the system is concerned.
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RadioPageTest {

  private static final List<String> VIEWS =
      List.of("talk", "messages", "people", "state", "settings");

  private final List<String> complaints = new ArrayList<>();
  private RadioPair pair;
  private SoundServer sounds;
  private RadioProcess desk;
  private RadioProcess bar;
  private Browsers browsers;
  private Browser browser;
  private Page deskPage;
  private Page barPage;
  private Path tone;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    pair = new RadioPair(folder);
    sounds = pair.sounds();
    tone = Tone.steady(folder);
    desk = pair.desk();
    browsers = new Browsers();
    browser = browsers.open(null, Browsers.CHROMIUM, true);
    deskPage = page(desk);
    whoIsAloneIsToldSo();
    bar = pair.bar(desk);
    barPage = page(bar);
    assertThat(disc(deskPage, "idle")).isVisible();
    assertThat(disc(barPage, "idle")).isVisible();
  }

  private Page page(RadioProcess radio) {
    Page page = browser.newContext(Browsers.english().setViewportSize(1280, 800)).newPage();
    RadioPages.noting(page, complaints).navigate(radio.address());
    return page;
  }

  private void whoIsAloneIsToldSo() {
    assertThat(disc(deskPage, "alone")).isVisible();
    deskPage.keyboard().down("Space");
    assertThat(disc(deskPage, "denied")).isVisible();
    assertThat(deskPage.getByRole(AriaRole.STATUS))
        .hasText("Not now. Nobody else is here to hear you.");
    deskPage.keyboard().up("Space");
  }

  @AfterEach
  void letGo() {
    deskPage.mouse().up();
    deskPage.keyboard().up("Space");
    barPage.keyboard().up("Space");
    assertThat(complaints).isEmpty();
  }

  @AfterAll
  void stop() {
    browsers.close();
    pair.close();
  }

  @Test
  @Order(1)
  void whoHoldsTheDiscIsHeardFromTheOtherSpeaker() {
    Process speaking = sounds.sayTo("1", tone);
    try {
      Locator button = deskPage.getByRole(AriaRole.BUTTON, named("Hold to talk"));
      button.hover();
      deskPage.mouse().down();
      assertThat(disc(deskPage, "talking")).isVisible();
      assertThat(deskPage.getByRole(AriaRole.BUTTON, named("On the air")))
          .hasAttribute("aria-pressed", "true");
      assertThat(disc(barPage, "heard")).isVisible();
      assertThat(barPage.getByRole(AriaRole.STATUS)).containsText("Front desk is talking");
      assertThat(SoundServer.toneShare(sounds.record("2", 1), 440)).isGreaterThan(0.6);
      assertThat(SoundServer.toneShare(sounds.record("1", 1), 440))
          .as("nobody hears themselves")
          .isLessThan(0.1);
      deskPage.mouse().up();
      assertThat(disc(barPage, "idle")).isVisible();
      assertThat(SoundServer.toneShare(sounds.record("2", 1), 440))
          .as("nothing is heard of an open microphone")
          .isLessThan(0.1);
    } finally {
      speaking.destroy();
    }
  }

  @Test
  @Order(2)
  void whoPressesMeanwhileIsNextInLine() {
    deskPage.keyboard().down("Space");
    assertThat(disc(deskPage, "talking")).isVisible();
    barPage.keyboard().down("Space");
    assertThat(disc(barPage, "queued")).isVisible();
    assertThat(barPage.getByText("You are next").first()).isVisible();
    deskPage.keyboard().up("Space");
    assertThat(disc(barPage, "talking")).isVisible();
    barPage.keyboard().up("Space");
    assertThat(disc(barPage, "idle")).isVisible();
  }

  @Test
  @Order(3)
  void aPageThatIsClosedLetsGo() {
    Page second = page(bar);
    assertThat(disc(second, "idle")).isVisible();
    second.keyboard().down("Space");
    assertThat(disc(barPage, "talking")).isVisible();
    second.close();
    assertThat(disc(barPage, "idle")).isVisible();
  }

  @Test
  @Order(4)
  void messagesGoBothWays() {
    deskPage.getByLabel("Write to all").fill("Table seven would like to pay");
    deskPage.keyboard().press("Enter");
    assertThat(barPage.getByText("Table seven would like to pay")).isVisible();
    assertThat(deskPage.getByText("kept by 2")).isVisible();
    barPage.getByLabel("Write to all").fill("On my way");
    barPage.keyboard().press("Enter");
    assertThat(deskPage.getByText("On my way")).isVisible();
    deskPage.getByRole(AriaRole.HEADING, named("Devices")).click();
  }

  @Test
  @Order(5)
  void diagnosticsAreLive() {
    barPage.navigate(bar.address() + "/#/state");
    // How well depends on what else this machine does.
    assertThat(barPage.locator("radio-diagnostics"))
        .containsText(Pattern.compile("Health: [0-9]+ of 100"));
    assertThat(barPage.locator("[data-figure=leader] dd")).containsText("Front desk");
    assertThat(barPage.locator("[data-figure=loss] dd")).containsText("%");
    assertThat(barPage.locator("radio-tree li").last()).hasText("Bar gets voice from Front desk");
    assertThat(barPage.locator("radio-diagnostics ol li").first())
        .containsText("follows the leader");
    assertThat(barPage.locator("[data-figure=round-trip] dd"))
        .containsText(Pattern.compile("[0-9.]+ ms"));
    deskPage.keyboard().down("Space");
    assertThat(barPage.locator("radio-tree .talks")).hasCount(1);
    deskPage.keyboard().up("Space");
    assertThat(barPage.locator("radio-tree .talks")).hasCount(0);
    barPage.navigate(bar.address() + "/#/talk");
  }

  @Test
  @Order(6)
  void everyViewIsAccessibleWideAndNarrowLightAndDark() {
    List<String> found = new ArrayList<>();
    Axe axe = Axe.in(deskPage);
    for (String view : VIEWS) {
      deskPage.evaluate("view => { location.hash = `#/${view}`; }", view);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : List.of(1280, 390)) {
          deskPage.setViewportSize(width, 844);
          deskPage.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          deskPage.waitForTimeout(250);
          found.addAll(axe.violations(view + " " + scheme + " " + width));
          assertThat(deskPage.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
              .as("%s at %d px scrolls sideways", view, width)
              .isEqualTo(0);
        }
      }
    }
    deskPage.evaluate("() => { location.hash = '#/talk'; }");
    assertThat(found).isEmpty();
  }

  @Test
  @Order(7)
  void aMicrophoneThatIsPulledOutIsSaidAndTheNodeGoesOn() {
    sounds.close();
    deskPage.navigate(desk.address() + "/#/settings");
    assertThat(deskPage.locator(".device .missing")).hasCount(2);
    deskPage.navigate(desk.address() + "/#/talk");
    deskPage.keyboard().down("Space");
    assertThat(disc(deskPage, "no-microphone")).isVisible();
    deskPage.keyboard().up("Space");
  }

  @Test
  @Order(8)
  void whoStopsIsMissedAndAPageWithoutItsNodeSaysSo() {
    bar.close();
    assertThat(disc(barPage, "offline")).isVisible();
    assertThat(disc(deskPage, "alone")).isVisible();
  }
}
