// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the press on Join to the first rise of sound energy at somebody else's page, warm, on
/// loopback. The median is printed and belongs into a report; only a gross failure fails the test.
class JoinTimeTest {

  private static final int JOINS = 20;
  private static final double LIMIT_MS = 1_500;

  @TempDir Path folder;

  @Test
  void joiningIsHeardSoon() {
    try (ServerProcess server =
            ServerProcess.start(folder.resolve("data"), "--media-host", "127.0.0.1");
        Browsers browsers = new Browsers()) {
      String address = server.page("materie", "materie-1", "en") + "&processing=off";
      RoomPage listener = RoomPage.join(browsers.open(Tone.silence(folder)), address, "Grace");
      RoomPage talker = RoomPage.open(browsers.open(Tone.steady(folder)), address);
      talker.page().getByLabel("Name").first().fill("Ada");
      joinAndLeave(talker, listener);
      double[] timesMs = new double[JOINS];
      for (int i = 0; i < JOINS; i++) {
        timesMs[i] = joinAndLeave(talker, listener);
      }
      Arrays.sort(timesMs);
      System.err.printf(
          Locale.ROOT,
          "join to heard, %d joins: min %.0f ms, median %.0f ms, max %.0f ms%n",
          JOINS,
          timesMs[0],
          timesMs[JOINS / 2],
          timesMs[JOINS - 1]);
      assertThat(timesMs[JOINS / 2]).isLessThan(LIMIT_MS);
    }
  }

  private static double joinAndLeave(RoomPage talker, RoomPage listener) {
    listener.evaluate(
        "const energy = async () => { let sum = 0; (await connection.getStats()).forEach(s => {"
            + " if (s.type === 'inbound-rtp') sum += s.totalAudioEnergy || 0; }); return sum; };"
            + "const before = await energy();"
            + "window.heardAt = (async () => { while (await energy() <= before + 1e-4)"
            + " await new Promise(done => setTimeout(done, 5));"
            + " return performance.timeOrigin + performance.now(); })();");
    double pressedMs =
        ((Number)
                talker
                    .button("Join Voice Room")
                    .evaluate(
                        "button => { const at = performance.timeOrigin + performance.now();"
                            + " button.click(); return at; }"))
            .doubleValue();
    double heardMs = listener.number("return await window.heardAt;");
    talker.awaitState("Connected");
    talker.button("Leave").click();
    talker.awaitState("Disconnected");
    awaitQuiet(listener);
    return heardMs - pressedMs;
  }

  /// Waits until the energy of what is heard stands still, so that the end of one voice is not
  /// taken for the beginning of the next.
  private static void awaitQuiet(RoomPage listener) {
    double[] before = {-1};
    Waiting.until(
        "the last voice has died away",
        () -> {
          double energy = listener.heardEnergy();
          boolean quiet = energy - before[0] < 1e-6;
          before[0] = energy;
          return quiet;
        });
  }
}
