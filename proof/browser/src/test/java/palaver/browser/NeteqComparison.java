// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.playout.PlayoutStatistics;
import palaver.audio.trace.Network;
import palaver.audio.trace.PacketTrace;
import palaver.audio.trace.TraceMaker;
import palaver.audio.trace.TracePlayer;
import palaver.bench.ModelVoice;
import palaver.client.Invitation;
import palaver.client.Recordings;
import palaver.client.RoomClient;
import palaver.client.RoomClients;

/// Our jitter buffer next to the one in Chromium (NetEq): a client of ours says 60 s of speech in a
/// room, a relay delays and loses packets as a trace says, a page listens. The times at which
/// packets passed the relay are recorded, and our buffer plays the same times afterwards.
///
/// Not part of `./verify`; docs/reports/jitter-buffer.md says how to run it.
class NeteqComparison {

  private static final int SECONDS = 60;
  private static final int FRAME_SAMPLES = 960;
  private static final double MS = 1_000;

  @TempDir Path folder;

  /// The figures of one receiver, all of them differences over the 60 s. Times are in seconds.
  record Figures(
      double delay,
      double emitted,
      double concealed,
      double silent,
      double inserted,
      double removed,
      double all,
      double events) {

    Figures minus(Figures before) {
      return new Figures(
          delay - before.delay,
          emitted - before.emitted,
          concealed - before.concealed,
          silent - before.silent,
          inserted - before.inserted,
          removed - before.removed,
          all - before.all,
          events - before.events);
    }

    static Figures of(PlayoutStatistics s) {
      return new Figures(
          s.jitterBufferDelay(),
          s.jitterBufferEmittedCount(),
          s.concealedSamples(),
          s.silentConcealedSamples(),
          s.insertedSamplesForDeceleration(),
          s.removedSamplesForAcceleration(),
          s.totalSamplesReceived(),
          s.concealmentEvents());
    }

    String row(String trace, String receiver) {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.1f ms | %.2f %% | %.2f %% | %.0f | %.2f %% | %.2f %% |",
          trace,
          receiver,
          MS * delay / emitted,
          100 * concealed / all,
          100 * silent / all,
          events,
          100 * inserted / all,
          100 * removed / all);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WIFI", "HANDOVER", "BURST"})
  void bothPlayTheSamePackets(Network network) throws Exception {
    int packets = SECONDS * 50;
    PacketTrace trace = TraceMaker.make(network, packets, FRAME_SAMPLES, new SplittableRandom(1));
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, "--media-host", "127.0.0.1");
        DelayingRelay relay =
            new DelayingRelay(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.mediaPort()),
                trace);
        Browsers browsers = new Browsers();
        RoomClients clients = new RoomClients()) {
      RoomPage page = join(browsers.open(Tone.silence(folder)), server, relay);
      RoomClient talker =
          clients.join(
              new Invitation(
                  server.address(), server.apiKey(), "materie", "materie-1", "ada", "Ada"));
      talker.connected().get(20, TimeUnit.SECONDS);
      talker.say(Recordings.speech());
      Waiting.until("speech is heard", () -> page.heardLevel() > 0.01);
      page.page().waitForTimeout(5_000);

      Figures before = figures(page);
      relay.begin();
      page.page().waitForTimeout(SECONDS * 1_000 + 500);
      Figures neteq = figures(page).minus(before);

      PacketTrace recorded = relay.recorded();
      print(trace.name(), neteq, recorded);
      assertThat(recorded.arrivals()).isGreaterThan(packets * 9 / 10);
      assertThat(neteq.emitted()).isGreaterThan(SECONDS * 48_000 * 0.8);
    }
  }

  private static void print(String trace, Figures neteq, PacketTrace recorded) {
    System.err.println(neteq.row(trace, "NetEq"));
    System.err.println(ours(recorded, PlayoutProfile.DEFAULT).row(trace, "ours, 40 to 120 ms"));
    PlayoutProfile wide = PlayoutProfile.DEFAULT.withBounds(10_000_000, 500_000_000);
    System.err.println(ours(recorded, wide).row(trace, "ours, 10 to 500 ms"));
  }

  private static Figures ours(PacketTrace recorded, PlayoutProfile profile) {
    JitterBuffer buffer = new JitterBuffer(profile, Limits.DEFAULT, new ModelVoice());
    return Figures.of(
        TracePlayer.play(
                recorded,
                buffer,
                1,
                i -> ModelVoice.packet((long) i * FRAME_SAMPLES, FRAME_SAMPLES))
            .statistics());
  }

  private static Figures figures(RoomPage page) {
    return new Figures(
        sum(page, "jitterBufferDelay"),
        sum(page, "jitterBufferEmittedCount"),
        sum(page, "concealedSamples"),
        sum(page, "silentConcealedSamples"),
        sum(page, "insertedSamplesForDeceleration"),
        sum(page, "removedSamplesForAcceleration"),
        sum(page, "totalSamplesReceived"),
        sum(page, "concealmentEvents"));
  }

  /// Of the stream that is heard; other slots count made-up silence.
  private static double sum(RoomPage page, String name) {
    return page.number(
        "let sum = 0; (await connection.getStats()).forEach(s => {"
            + " if (s.type === 'inbound-rtp' && s.packetsReceived > 0) sum += s."
            + name
            + " || 0; }); return sum;");
  }

  /// Joins through the relay, without retransmission.
  private static RoomPage join(BrowserContext browser, ServerProcess server, DelayingRelay relay) {
    Page page = browser.newPage();
    Signaling.detour(
        page,
        server,
        relay.port(),
        _ -> {},
        text -> text.replaceAll("a=rtcp-fb:\\d+ nack\\\\r\\\\n", ""));
    RoomPage room =
        RoomPage.open(page, server.page("materie", "materie-1", "en") + "&processing=off");
    room.join("Grace");
    room.awaitState("Connected");
    return room;
  }
}
