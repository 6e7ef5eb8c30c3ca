// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.client.Invitation;
import palaver.client.JoinRefused;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;

/// Ten people in one room with media, and an eleventh before its door (R004, R431, R436, R502).
class FullRoomTest {

  @TempDir Path folder;

  @Test
  void tenHearEachOtherAndAnEleventhIsRefused() throws Exception {
    try (ServerProcess server =
            ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
        RoomClients people = new RoomClients();
        Browsers browsers = new Browsers()) {
      List<RoomClient> nine = new ArrayList<>();
      for (int i = 1; i <= 9; i++) {
        nine.add(people.join(invitation(server, "user-" + i, "Person " + i)));
      }
      for (RoomClient client : nine) {
        client.connected().get(20, TimeUnit.SECONDS);
        client.say(Recordings.speech());
      }
      String page = server.page("materie", "materie-1", "en");
      RoomPage tenth = RoomPage.join(browsers.open(Tone.silence(folder)), page, "Tina");
      assertThat(tenth.tiles()).hasCount(10);
      assertThat(distinct(tenth, "left")).isEqualTo(2); // R172: two columns
      assertThat(distinct(tenth, "top")).isEqualTo(5);
      Waiting.until("all nine are heard", () -> heardTalkers(tenth) == 9);

      assertThatThrownBy(() -> people.join(invitation(server, "user-11", "Elf")))
          .isInstanceOfSatisfying(
              JoinRefused.class, refused -> assertThat(refused.code()).isEqualTo("ROOM_FULL"));
      RoomPage eleventh = RoomPage.open(browsers.open(Tone.silence(folder)), page);
      eleventh.join("Elf");
      assertThat(eleventh.page().getByText(Pattern.compile("full")).first()).isVisible();

      nine.getFirst().close();
      assertThat(tenth.tiles()).hasCount(9);
      eleventh.page().reload();
      eleventh.join("Elf");
      eleventh.awaitState("Connected");
    }
  }

  /// At how many places of the page tiles begin.
  private static int distinct(RoomPage page, String edge) {
    return ((Number)
            page.tiles()
                .evaluateAll(
                    "(tiles, edge) => new Set(tiles.map(each =>"
                        + " Math.round(each.getBoundingClientRect()[edge]))).size",
                    edge))
        .intValue();
  }

  private static double heardTalkers(RoomPage page) {
    return page.number(
        "const heard = new Set(); connection.getReceivers().forEach(r =>"
            + " r.getContributingSources().forEach(s => heard.add(s.source)));"
            + " return heard.size;");
  }

  private static Invitation invitation(ServerProcess server, String userId, String name) {
    return new Invitation(server.address(), server.apiKey(), "materie", "materie-1", userId, name);
  }
}
