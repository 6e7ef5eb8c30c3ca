// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A relay loses 5 % of the media between server and browser: retransmission repairs most of it.
/// The figures are printed; docs/reports/loss.md quotes a run.
class LossTest {

  private static final int SECONDS = 12;

  @TempDir Path folder;

  /// What a listener saw.
  record Heard(double concealedShare, double nacks, double lost, double retransmitted) {}

  @Test
  void retransmissionRepairsMostOfFivePercentLoss() {
    Heard with = listen(true);
    Heard without = listen(false);
    System.err.printf(
        Locale.ROOT,
        "loss 5 %%: with NACK %.2f %% concealed, %.0f NACKs, %.0f lost;"
            + " without %.2f %% concealed, %.0f NACKs, %.0f lost%n",
        100 * with.concealedShare(),
        with.nacks(),
        with.lost(),
        100 * without.concealedShare(),
        without.nacks(),
        without.lost());
    assertThat(with.nacks()).isPositive();
    assertThat(without.nacks()).isZero();
    assertThat(without.concealedShare()).isPositive();
    assertThat(with.concealedShare()).isLessThan(without.concealedShare());
  }

  private Heard listen(boolean nack) {
    Path data = folder.resolve("data-" + nack);
    try (ServerProcess server = ServerProcess.start(data, "--media-host", "127.0.0.1");
        LossyRelay relay =
            new LossyRelay(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.mediaPort()),
                0.05,
                7);
        Browsers browsers = new Browsers()) {
      String address = server.page("materie", "materie-1", "en") + "&processing=off";
      join(browsers.open(Tone.steady(folder)), address, "Ada", server, relay, nack);
      RoomPage grace =
          join(browsers.open(Tone.silence(folder)), address, "Grace", server, relay, nack);
      Waiting.until("the tone is heard", () -> grace.heardLevel() > 0.1);
      Heard before = figures(grace);
      grace.page().waitForTimeout(SECONDS * 1000);
      Heard after = figures(grace);
      double samples = SECONDS * 48_000.0;
      return new Heard(
          (after.concealedShare() - before.concealedShare()) / samples,
          after.nacks() - before.nacks(),
          after.lost() - before.lost(),
          after.retransmitted() - before.retransmitted());
    }
  }

  /// Sums over the slots; `concealedShare` holds concealed samples here that are not silence.
  private static Heard figures(RoomPage page) {
    return new Heard(
        sum(page, "(s.concealedSamples || 0) - (s.silentConcealedSamples || 0)"),
        sum(page, "s.nackCount || 0"),
        sum(page, "s.packetsLost || 0"),
        sum(page, "s.retransmittedPacketsReceived || 0"));
  }

  private static double sum(RoomPage page, String term) {
    return page.number(
        "let sum = 0; (await connection.getStats()).forEach(s => {"
            + " if (s.type === 'inbound-rtp' && s.packetsReceived > 0) sum += "
            + term
            + "; }); return sum;");
  }

  private static RoomPage join(
      BrowserContext browser,
      String address,
      String name,
      ServerProcess server,
      LossyRelay relay,
      boolean nack) {
    Page page = browser.newPage();
    Signaling.detour(page, server, relay.port(), _ -> {}, text -> nack ? text : withoutNack(text));
    RoomPage room = RoomPage.open(page, address);
    room.join(name);
    room.awaitState("Connected");
    return room;
  }

  private static String withoutNack(String message) {
    Matcher line = Pattern.compile("a=rtcp-fb:\\d+ nack\\\\r\\\\n").matcher(message);
    return line.replaceAll("");
  }
}
