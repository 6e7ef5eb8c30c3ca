// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The page as an app: what Chromium itself says about installing it, and what its service worker
/// does and does not keep (R183).
@TestInstance(Lifecycle.PER_CLASS)
class InstallTest {

  private ServerProcess server;
  private Browsers browsers;
  private BrowserContext profile;
  private Page page;
  private CDPSession chromium;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
    browsers = new Browsers();
    profile = browsers.withProfile(folder.resolve("profile"));
  }

  @BeforeEach
  void open() {
    page = profile.newPage();
    chromium = profile.newCDPSession(page);
    page.navigate(server.address().toString());
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)");
  }

  @AfterAll
  void stop() {
    profile.close();
    browsers.close();
    server.close();
  }

  @Test
  void chromiumFindsNothingThatKeepsItFromBeingInstalled() {
    JsonArray errors =
        chromium.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors");
    assertThat(errors).isEmpty();
  }

  @Test
  void theManifestIsUnderstoodAndItsIconsHaveTheSizesThatItSays() {
    JsonObject told = chromium.send("Page.getAppManifest");
    assertThat(told.getAsJsonArray("errors")).isEmpty();
    URI address = URI.create(told.get("url").getAsString());
    JsonObject manifest = JsonParser.parseString(told.get("data").getAsString()).getAsJsonObject();
    assertThat(manifest.get("display").getAsString()).isEqualTo("standalone");
    assertThat(address.resolve(manifest.get("start_url").getAsString()))
        .isEqualTo(server.address().resolve("/"));
    for (JsonElement each : manifest.getAsJsonArray("icons")) {
      JsonObject icon = each.getAsJsonObject();
      String source = address.resolve(icon.get("src").getAsString()).toString();
      APIResponse answer = page.request().get(source);
      assertThat(answer.headers().get("content-type")).startsWith(icon.get("type").getAsString());
      if (icon.get("type").getAsString().equals("image/png")) {
        assertThat(size(source)).isEqualTo(icon.get("sizes").getAsString());
      }
    }
  }

  private Object size(String source) {
    return page.evaluate(
        """
        async source => {
          const image = await createImageBitmap(await (await fetch(source)).blob());
          return `${image.width}x${image.height}`;
        }
        """,
        source);
  }

  @Test
  void theServiceWorkerKeepsNothingAndSaysWhenThereIsNoNetwork() {
    page.reload();
    assertThat(page.evaluate("() => !!navigator.serviceWorker.controller")).isEqualTo(true);
    assertThat(page.evaluate("() => caches.keys()")).isEqualTo(List.of());
    profile.setOffline(true);
    page.reload();
    assertThat(page.getByRole(AriaRole.HEADING)).hasText("You are offline");
    assertThat(page.evaluate("() => caches.keys()")).isEqualTo(List.of());
    profile.setOffline(false);
    assertThat(
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Join Voice Room")))
        .isVisible();
  }
}
