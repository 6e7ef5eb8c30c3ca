// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chromium processes of their own, each with a sound file as its microphone.
final class Browsers implements AutoCloseable {

  static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final List<String> ALWAYS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          "--autoplay-policy=no-user-gesture-required");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final List<Browser> opened = new ArrayList<>();

  /// A browser on loopback, in English, with the microphone allowed.
  ///
  /// @param microphone what the microphone hears, or null for one that beeps each second
  BrowserContext open(@Nullable Path microphone) {
    return open(microphone, CHROMIUM, true).newContext(english());
  }

  /// A browser process.
  ///
  /// @param program what to start: Chromium, or a script that starts it elsewhere
  /// @param loopback whether WebRTC may use loopback addresses, which a user's browser never does
  Browser open(@Nullable Path microphone, Path program, boolean loopback) {
    List<String> arguments = new ArrayList<>(ALWAYS);
    if (microphone != null) {
      arguments.add("--use-file-for-fake-audio-capture=" + microphone);
    }
    if (loopback) {
      arguments.add("--allow-loopback-in-peer-connection");
    }
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setIgnoreDefaultArgs(List.of("--mute-audio"))
                    .setArgs(arguments));
    opened.add(browser);
    return browser;
  }

  /// Chromium with this profile, as a person has it: only there can a page be installed.
  BrowserContext withProfile(Path profile) {
    return playwright
        .chromium()
        .launchPersistentContext(
            profile,
            new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(CHROMIUM)
                .setLocale("en-GB")
                .setArgs(ALWAYS));
  }

  /// A person beside others in a browser that is open: cookies and choices of their own.
  static BrowserContext person(Browser browser) {
    return browser.newContext(english());
  }

  static Browser.NewContextOptions english() {
    return new Browser.NewContextOptions().setLocale("en-GB");
  }

  static Browser.NewContextOptions german() {
    return new Browser.NewContextOptions().setLocale("de-DE");
  }

  @Override
  public void close() {
    opened.forEach(Browser::close);
    playwright.close();
  }
}
