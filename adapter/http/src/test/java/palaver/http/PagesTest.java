// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.http.JoinContractTest.assertRefused;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a browser loads.
class PagesTest {
  private final ServerFixture fixture = new ServerFixture();
  private final RestClient rest = fixture.rest();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void thePageIsAskedForAnewEachTime() {
    for (String path : List.of("/", "/index.html")) {
      RestClient.Response page = rest.get(path);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("Palaver test page");
      assertThat(page.header("Content-Type"))
          .isEqualToIgnoringWhitespace("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    }
  }

  @Test
  void assetsNeverChange() {
    RestClient.Response asset = rest.get("/assets/page-3f2a.js");
    assertThat(asset.status()).isEqualTo(200);
    assertThat(asset.header("Content-Type"))
        .isEqualToIgnoringWhitespace("text/javascript; charset=utf-8");
    assertThat(asset.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
  }

  @Test
  void scriptsMayBeLoadedByPagesOfOtherOriginsAndPagesMayNot() {
    RestClient.Response asset = rest.get("/assets/page-3f2a.js");
    assertThat(asset.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(asset.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(rest.get("/").header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void thePageIsKeptToItsOwnScriptsAndMicrophone() {
    RestClient.Response page = rest.get("/");
    assertThat(page.header("Content-Security-Policy"))
        .contains("script-src 'self'")
        .contains("connect-src 'self' ws: wss:")
        .contains("object-src 'none'");
    assertThat(page.header("Permissions-Policy")).contains("microphone=(self)");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Server")).isEmpty();
  }

  @Test
  void nothingOutsideTheFolderIsServed() {
    for (String path :
        List.of(
            "/logback-test.xml",
            "/assets/nothing.js",
            "/assets/..%2findex.html",
            "/..%2flogback-test.xml",
            "/%2e%2e/logback-test.xml",
            "/assets",
            "/.hidden.txt")) {
      RestClient.Response refused = rest.get(path);
      assertThat(refused.status()).as(path).isIn(400, 404);
      assertThat(refused.body()).as(path).doesNotContain("configuration").doesNotContain("java.");
    }
    assertRefused(rest.get("/logback-test.xml"), 404, "NOT_FOUND");
  }
}
