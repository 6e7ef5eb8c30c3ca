// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static palaver.browser.RadioPages.disc;
import static palaver.browser.RadioPages.named;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
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

/// Phones that join through a real node, with another real node to talk to.
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandsetTest {

  private static final double PHONE_HERTZ = 440;

  /// Keeps each connection of the page, so that the test can listen to what comes over it.
  private static final String KEEP_CONNECTIONS =
      """
      window.connections = [];
      const Real = RTCPeerConnection;
      window.RTCPeerConnection = class extends Real {
        constructor(...given) { super(...given); window.connections.push(this); }
      };
      """;

  /// In which share of the looks of a second the loudest of what is received is near `hertz`.
  private static final String TONE_SHARE =
      """
      async (hertz) => {
        const context = new AudioContext();
        await context.resume();
        const receiving = connections.at(-1).getReceivers()[1].track;
        const analyser = context.createAnalyser();
        analyser.fftSize = 4096;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([receiving])).connect(analyser);
        const bins = new Float32Array(analyser.frequencyBinCount);
        let hits = 0;
        for (let i = 0; i < 20; i++) {
          await new Promise((done) => setTimeout(done, 50));
          analyser.getFloatFrequencyData(bins);
          const loudest = bins.indexOf(Math.max(...bins));
          const at = loudest * context.sampleRate / analyser.fftSize;
          hits += Math.abs(at - hertz) < 30 && bins[loudest] > -60 ? 1 : 0;
        }
        await context.close();
        return hits / 20;
      }
      """;

  private final List<String> complaints = new ArrayList<>();
  private RadioPair pair;
  private SoundServer sounds;
  private RadioProcess desk;
  private RadioProcess bar;
  private Browsers browsers;
  private Browser browser;
  private Page deskPage;
  private Page phonePage;
  private Path tone;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    pair = new RadioPair(folder);
    sounds = pair.sounds();
    tone = Tone.steady(folder);
    desk = pair.desk("--handsets", "127.0.0.1:0");
    bar = pair.bar(desk);
    browsers = new Browsers();
    browser = browsers.open(tone, Browsers.CHROMIUM, true);
    deskPage = page(browser.newContext(Browsers.english().setViewportSize(1280, 900)));
    deskPage.navigate(desk.address());
    assertThat(disc(deskPage, "idle")).isVisible();
    phonePage = page(newPhone());
  }

  private BrowserContext newPhone() {
    BrowserContext context =
        browser.newContext(Browsers.english().setViewportSize(390, 844).setIgnoreHTTPSErrors(true));
    context.addInitScript(KEEP_CONNECTIONS);
    return context;
  }

  private Page page(BrowserContext context) {
    return RadioPages.noting(context.newPage(), complaints);
  }

  private void join(Page page, String url, String name) {
    page.navigate(url);
    page.getByLabel("Your name").fill(name);
    page.getByRole(AriaRole.BUTTON, named("Join")).click();
    assertThat(disc(page, "idle")).isVisible();
  }

  /// The focus goes back to what opened the code, and the space bar would open it again.
  private void closeCode() {
    deskPage.getByRole(AriaRole.BUTTON, named("Close")).click();
    deskPage.getByRole(AriaRole.HEADING, named("Handsets")).click();
  }

  private static void press(Page page) {
    page.getByRole(AriaRole.BUTTON, named("Hold to talk")).hover();
    page.mouse().down();
  }

  private double toneShare(Page page, double hertz) {
    Object share = page.evaluate(TONE_SHARE, hertz);
    return ((Number) share).doubleValue();
  }

  @AfterEach
  void letGo() {
    deskPage.keyboard().up("Space");
    phonePage.mouse().up();
    assertThat(complaints).isEmpty();
  }

  @AfterAll
  void stop() {
    browsers.close();
    pair.close();
  }

  /// Waits until a sound of a second is mostly the tone of the phone: the first second that is
  /// looked at may begin before it arrives.
  private static void isHeard(DoubleSupplier share) {
    Waiting.until("the tone is heard", () -> share.getAsDouble() > 0.6);
  }

  /// A second after the button went up at the latest, next to nothing is heard of it.
  private static void isSilent(DoubleSupplier share) {
    if (share.getAsDouble() >= 0.1) {
      assertThat(share.getAsDouble()).isLessThan(0.1);
    }
  }

  @Test
  @Order(1)
  void whoWasNotShownTheCodeDoesNotComeIn() {
    String url = desk.ask("handset");
    assertThat(url).startsWith("https://127.0.0.1:").contains("/handset#");
    phonePage.navigate(url.replaceFirst("#.*", ""));
    assertThat(phonePage.getByText("Scan the code that the radio shows")).isVisible();
    phonePage.navigate(url.replaceFirst("#.*", "#" + "A".repeat(22)));
    phonePage.reload();
    phonePage.navigate("about:blank");
    phonePage.navigate(url.replaceFirst("#.*", "#" + "A".repeat(22)));
    phonePage.getByLabel("Your name").fill("Eve");
    phonePage.getByRole(AriaRole.BUTTON, named("Join")).click();
    assertThat(phonePage.getByRole(AriaRole.ALERT)).containsText("was used already");
    assertThat(desk.ask("handset", "list")).isEmpty();
  }

  @Test
  @Order(2)
  void whoScansTheCodeIsAHandsetAndTheOperatorSeesIt() {
    deskPage.getByRole(AriaRole.BUTTON, named("Add a phone")).click();
    String url = deskPage.locator("code.url").innerText();
    phonePage.navigate("about:blank");
    join(phonePage, url, "Ada");
    assertThat(phonePage.url()).as("a code is no part of the history").doesNotContain("#");
    assertThat(deskPage.locator(".handsets li.alive")).containsText("Ada");
    assertThat(desk.ask("handset", "list")).endsWith("there  Ada");
    closeCode();
  }

  @Test
  @Order(3)
  void whoPressesOnAPhoneIsHeardFromTheFarSpeakerAndFromTheNodesOwn() {
    press(phonePage);
    assertThat(disc(phonePage, "talking")).isVisible();
    assertThat(disc(deskPage, "heard")).containsText("Ada");
    isHeard(() -> SoundServer.toneShare(sounds.record("2", 1), PHONE_HERTZ));
    isHeard(() -> SoundServer.toneShare(sounds.record("1", 1), PHONE_HERTZ));
    phonePage.mouse().up();
    assertThat(disc(phonePage, "idle")).isVisible();
    isSilent(() -> SoundServer.toneShare(sounds.record("2", 1), PHONE_HERTZ));
  }

  @Test
  @Order(4)
  void aPhoneHearsTheFarNodeAndTheNodeItself() {
    Process speaking = sounds.sayTo("2", tone);
    Process here = sounds.sayTo("1", tone);
    try {
      Page barPage = page(browser.newContext(Browsers.english()));
      barPage.navigate(bar.address());
      assertThat(disc(barPage, "idle")).isVisible();
      barPage.keyboard().down("Space");
      assertThat(disc(phonePage, "heard")).containsText("Bar");
      isHeard(() -> toneShare(phonePage, PHONE_HERTZ));
      barPage.keyboard().up("Space");
      assertThat(disc(phonePage, "idle")).isVisible();
      isSilent(() -> toneShare(phonePage, PHONE_HERTZ));
      barPage.context().close();
      deskPage.keyboard().down("Space");
      assertThat(disc(phonePage, "heard")).containsText("Front desk");
      isHeard(() -> toneShare(phonePage, PHONE_HERTZ));
      deskPage.keyboard().up("Space");
    } finally {
      speaking.destroy();
      here.destroy();
    }
  }

  @Test
  @Order(5)
  void oneTalksAtATimeOfThoseWhoShareANode() {
    assertThat(disc(phonePage, "idle")).isVisible();
    press(phonePage);
    assertThat(disc(phonePage, "talking")).isVisible();
    deskPage.keyboard().down("Space");
    assertThat(disc(deskPage, "denied")).containsText("Another handset of this radio");
    deskPage.keyboard().up("Space");
    phonePage.mouse().up();
    assertThat(disc(deskPage, "idle")).isVisible();
    deskPage.keyboard().down("Space");
    assertThat(disc(deskPage, "talking")).isVisible();
    phonePage.locator("[data-talk]").hover();
    phonePage.mouse().down();
    assertThat(disc(phonePage, "denied")).containsText("is talking itself");
    phonePage.mouse().up();
    deskPage.keyboard().up("Space");
    assertThat(disc(phonePage, "idle")).isVisible();
  }

  @Test
  @Order(6)
  void aPhoneThatVanishesWhileItTalksGivesTheFloorBack() {
    BrowserContext other = newPhone();
    Page vanishing = page(other);
    join(vanishing, desk.ask("handset"), "Bob");
    press(vanishing);
    assertThat(disc(deskPage, "heard")).containsText("Bob");
    long vanishedNs = System.nanoTime();
    // Its page stands still, nothing comes over the network, and nobody says goodbye.
    vanishing.evaluate("() => { for (const each of connections) each.close(); }");
    freeze(vanishing);
    assertThat(disc(deskPage, "idle")).isVisible();
    assertThat(System.nanoTime() - vanishedNs).isLessThan(4_000_000_000L);
    other.close();
    assertThat(deskPage.locator(".handsets li.gone")).containsText("Bob");
  }

  /// A page whose scripts stand still.
  private static void freeze(Page page) {
    page.evaluate(
        "() => { setTimeout(() => { const end = Date.now() + 6000; while (Date.now() < end) {} }); }");
  }

  @Test
  @Order(7)
  void aPhoneThatComesBackIsKnown() {
    phonePage.reload();
    assertThat(phonePage.getByLabel("Your name")).hasValue("Ada");
    phonePage.getByRole(AriaRole.BUTTON, named("Join")).click();
    assertThat(disc(phonePage, "idle")).isVisible();
    press(phonePage);
    assertThat(disc(phonePage, "talking")).isVisible();
    phonePage.mouse().up();
    assertThat(disc(phonePage, "idle")).isVisible();
  }

  @Test
  @Order(8)
  void everyViewIsAccessibleOnAPhoneLightAndDark() {
    List<String> found = new ArrayList<>();
    Axe axe = Axe.in(phonePage);
    for (String view : List.of("talk", "messages", "people", "settings")) {
      phonePage.evaluate("view => { location.hash = `#/${view}`; }", view);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        phonePage.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        phonePage.waitForTimeout(250);
        found.addAll(axe.violations(view + " " + scheme));
        assertThat(phonePage.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
            .as("%s scrolls sideways", view)
            .isEqualTo(0);
        shoot(phonePage, "handset-" + view, scheme);
      }
    }
    phonePage.evaluate("() => { location.hash = '#/talk'; }");
    BrowserContext fresh = newPhone();
    Page start = page(fresh);
    start.navigate(desk.ask("handset"));
    assertThat(start.getByLabel("Your name")).isVisible();
    inBothSchemes(start, "handset-join", found);
    deskPage.getByRole(AriaRole.BUTTON, named("Add a phone")).click();
    assertThat(deskPage.locator("svg.qr")).isVisible();
    inBothSchemes(deskPage, "handset-code", found);
    deskPage.setViewportSize(390, 844);
    assertThat(deskPage.locator("svg.qr")).isVisible();
    inBothSchemes(deskPage, "handset-code-narrow", found);
    deskPage.setViewportSize(1280, 900);
    closeCode();
    fresh.close();
    assertThat(found).isEmpty();
  }

  private static void inBothSchemes(Page page, String name, List<String> found) {
    Axe axe = Axe.in(page);
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.waitForTimeout(250);
      found.addAll(axe.violations(name + " " + scheme));
      shoot(page, name, scheme);
    }
  }

  /// Pictures for people, only when asked for.
  private static void shoot(Page page, String name, ColorScheme scheme) {
    @Nullable String folder = System.getProperty("palaver.pictures");
    if (folder != null) {
      String file = name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, file)));
    }
  }

  @Test
  @Order(9)
  void whoIsPutOutIsOutAtOnceAndTold() {
    deskPage.getByRole(AriaRole.BUTTON, named("Put Ada out")).click();
    assertThat(phonePage.getByRole(AriaRole.ALERT)).containsText("was put out");
    assertThat(
            deskPage.locator(".handsets li").filter(new Locator.FilterOptions().setHasText("Ada")))
        .hasCount(0);
  }
}
