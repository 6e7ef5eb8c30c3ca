// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.browser.Waiting.until;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three people in a mesh room, whose browsers connect to each other: they hear each other, and
/// what a moderator decides is carried out by those who listen.
class MeshTest {
  private static final String ROOM = "materie-2";

  /// Energy of what came from one person so far, by the tracks of the page.
  private static final String ENERGY_OF =
      """
      const people = client.participants;
      let energy = 0;
      for (const connection of client.connections)
        for (const each of (await connection.getStats()).values())
          if (each.type === 'inbound-rtp') energy += each.totalAudioEnergy || 0;
      return energy;
      """;

  @TempDir Path folder;
  private ServerProcess server;
  private Browsers browsers;
  private Moderator moderator;
  private RoomPage ada;
  private RoomPage bob;
  private RoomPage grace;

  @BeforeEach
  void meet() {
    Path data = folder.resolve("data");
    server = ServerProcess.start(data, "--media-host", "127.0.0.1");
    Moderator.add(data, "admin");
    moderator = Moderator.of(server, data);
    moderator.makeMesh(ROOM);
    browsers = new Browsers();
    ada = join(browsers.open(Tone.steady(folder)), "Ada");
    bob = join(browsers.open(Tone.silence(folder)), "Bob");
    grace = join(browsers.open(Tone.silence(folder)), "Grace");
  }

  private RoomPage join(BrowserContext browser, String name) {
    return RoomPage.join(browser, server.page("materie", ROOM, "en") + "&processing=off", name);
  }

  @AfterEach
  void stop() {
    browsers.close();
    server.close();
  }

  @Test
  void threeHearEachOtherAndTheRoomSaysHow() {
    for (RoomPage each : List.of(bob, grace)) {
      until("the tone arrives", () -> speakers(each).contains("Ada"));
      assertThat(each.number("return client.connections.length;")).isEqualTo(2);
      assertThat(speakers(each)).doesNotContain("Bob", "Grace");
    }
    until(
        "both others are there",
        () ->
            ada.number(
                    "return client.connections.filter(each => each.connectionState === 'connected').length;")
                == 2);
    assertThat(ada.page().getByText("People connect directly here").first().isVisible()).isTrue();
    // The server carries no media of theirs: there is no connection to its port.
    assertThat(
            ada.evaluate(
                "const ports = []; for (const c of client.connections) for (const s of (await c.getStats()).values())"
                    + " if (s.type === 'remote-candidate') ports.push(s.port); return ports.includes("
                    + server.mediaPort()
                    + ");"))
        .isEqualTo(false);
  }

  @Test
  void aMuteIsEnforcedByEveryListenerAndEndsWithIt() {
    until("the tone arrives", () -> level(bob, "Ada") > 0.1 && level(grace, "Ada") > 0.1);
    moderator.act("mute", ROOM, id(ada));
    until("Bob hears nothing of it", () -> level(bob, "Ada") == 0 && level(grace, "Ada") == 0);
    // A changed program goes on sending: nobody plays it.
    ada.evaluate(
        "for (const c of client.connections) for (const s of c.getSenders())"
            + " await s.replaceTrack((await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0]);");
    bob.page().waitForTimeout(1_500);
    assertThat(enabledTracks(bob)).isEqualTo(1);
    assertThat(level(bob, "Ada")).isZero();
    moderator.act("unmute", ROOM, id(ada));
    until("she is heard again", () -> level(bob, "Ada") > 0.05);
  }

  @Test
  void aKickHoldsWhateverTheirProgramDoes() {
    until("the tone arrives", () -> level(bob, "Ada") > 0.1 && level(grace, "Ada") > 0.1);
    ada.page().evaluate("() => { window.kept = window.palaver.connections; }");
    moderator.act("kick", ROOM, id(ada));
    ada.awaitState("A moderator removed you from the room");
    until("she is gone", () -> bob.tiles().count() == 2 && grace.tiles().count() == 2);
    for (RoomPage each : List.of(bob, grace)) {
      assertThat(each.number("return client.connections.length;")).isEqualTo(1);
    }
    double before = energy(bob) + energy(grace);
    bob.page().waitForTimeout(1_500);
    assertThat(energy(bob) + energy(grace) - before).isLessThan(0.0001);
    ada.page().reload();
    ada.join("Ada");
    ada.awaitState("You are banned from this room");
    assertThat(bob.number("return client.connections.length;")).isEqualTo(1);
  }

  private static String id(RoomPage page) {
    return (String) page.evaluate("return client.userId;");
  }

  private static double energy(RoomPage page) {
    return page.number(ENERGY_OF);
  }

  private static double enabledTracks(RoomPage page) {
    return page.number(
        "return client.connections.flatMap(c => c.getReceivers()).filter(r => r.track.enabled).length;");
  }

  /// How loud somebody is at a page, as its own library says it; 0 when they are not heard.
  private static double level(RoomPage page, String name) {
    return page.number(
        "const found = client.participants.find(each => each.username === '"
            + name
            + "'); return found ? client.levels().get(found.userId) ?? 0 : 0;");
  }

  @SuppressWarnings("unchecked")
  private static List<String> speakers(RoomPage page) {
    return (List<String>)
        page.evaluate(
            "return client.participants.filter(each => each.isSpeaking).map(each => each.username);");
  }
}
