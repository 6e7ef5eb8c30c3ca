// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.util.Locale;
import java.util.Optional;
import palaver.audio.codec.Codec;
import palaver.audio.codec.Codecs;
import palaver.audio.codec.OpusSettings;
import palaver.audio.file.Sound;
import palaver.audio.loopback.LoopbackCall;
import palaver.audio.loopback.LoopbackHeard;
import palaver.audio.loopback.LoopbackNetwork;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.session.VoiceDiagnostics;
import palaver.audio.session.VoiceSettings;
import palaver.audio.trace.Network;
import palaver.codec.OpusLibrary;

/// What a frame of 10, 20, 40 or 60 ms costs and gives on a LAN: delay, packets, bytes, made-up
/// sound. In virtual time; the same arguments give the same table.
///
/// From said to heard: an average sample waits half a frame until its packet is whole, and from the
/// arrival of its packet until it plays. The path and the codec's look-ahead (6.5 ms) are not in
/// it.
///
/// Arguments: sentences of speech (20), seeds (3). Prints a table in Markdown; the figures are
/// means over the seeds.
public final class FrameSizeReport {

  private static final int[] FRAME_MS = {10, 20, 40, 60};
  private static final double[] LOSS = {0, 0.01, 0.05, 0.1};
  private static final int SAMPLES_PER_MS = 48;
  private static final int HEADERS_BYTES = 28;

  private final Codecs codecs = new Codecs(OpusLibrary.open());
  private final Sound said;
  private final int seeds;

  private FrameSizeReport(int sentences, int seeds) throws Exception {
    said = SpeechSample.spoken(SpokenText.story(sentences)).sound();
    this.seeds = seeds;
  }

  public static void main(String[] args) throws Exception {
    int sentences = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    FrameSizeReport report = new FrameSizeReport(sentences, seeds);
    System.out.printf(Locale.ROOT, "%.0f s of speech%n", report.said.durationNs() / 1e9);
    System.out.println(
        "| network | loss | repeated | frame | said to heard | packets/s"
            + " | with headers | headers | made up |\n"
            + "|---|---|---|---|---|---|---|---|---|");
    for (Network network : new Network[] {Network.CLEAN, Network.WIFI}) {
      for (double loss : LOSS) {
        for (int repeated = 0; repeated <= 1; repeated++) {
          for (int frameMs : FRAME_MS) {
            report.row(network, loss, repeated, frameMs);
          }
        }
      }
    }
  }

  private void row(Network network, double loss, int repeated, int frameMs) {
    VoiceSettings settings =
        VoiceSettings.defaults()
            .withCodec(new Codec.Opus(OpusSettings.speech().withDtx(false)))
            .withPlayout(PlayoutProfile.LAN)
            .withRepeatedFrames(repeated)
            .withFrameSamples(frameMs * SAMPLES_PER_MS);
    double seconds = seeds * said.durationNs() / 1e9;
    double playoutMs = 0;
    double madeUp = 0;
    long packets = 0;
    long bytes = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      LoopbackNetwork path = new LoopbackNetwork(Optional.of(network), loss, false, seed);
      LoopbackHeard heard = LoopbackCall.run(said, settings, codecs, path);
      VoiceDiagnostics in = heard.receiver();
      playoutMs += in.meanPlayoutDelayMs() / seeds;
      madeUp += in.concealmentRatio() / seeds;
      packets += heard.sender().packetsSent();
      bytes += heard.sender().bytesSent();
    }
    double headers = packets * HEADERS_BYTES;
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f %% | %d | %d ms | %.1f ms | %.1f | %.1f kbit/s | %.0f %% | %.2f %% |%n",
        network.name().toLowerCase(Locale.ROOT),
        100 * loss,
        repeated,
        frameMs,
        frameMs / 2.0 + playoutMs,
        packets / seconds,
        8e-3 * (bytes + headers) / seconds,
        100 * headers / (bytes + headers),
        100 * madeUp);
  }
}
