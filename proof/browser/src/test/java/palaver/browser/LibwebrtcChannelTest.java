// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.audio.codec.Codec;
import palaver.audio.codec.Codecs;
import palaver.audio.codec.OpusSettings;
import palaver.audio.session.VoiceDiagnostics;
import palaver.audio.session.VoiceSession;
import palaver.audio.session.VoiceSettings;
import palaver.audio.source.ToneSource;
import palaver.codec.OpusLibrary;
import palaver.rtc.Fingerprint;
import palaver.rtc.channel.ChannelOptions;

/// A voice session over a data channel of libwebrtc, whose SCTP and DTLS share no code with ours.
/// The peer sends back what it gets, so the session hears itself.
@Timeout(90)
class LibwebrtcChannelTest {

  private static final int HOP = 480;
  private static final long HOP_NS = 10_000_000;
  private static final VoiceSettings BARE =
      VoiceSettings.defaults()
          .withCodec(new Codec.Opus(OpusSettings.speech()))
          .withRepeatedFrames(0);

  private final VoiceSession session =
      new VoiceSession("libwebrtc", BARE, new Codecs(OpusLibrary.open()), 7, 100, 0);
  private final ToneSource tone = new ToneSource(-12, 300);
  private final short[] heard = new short[HOP];
  private long dueNs;

  LibwebrtcChannelTest() throws Exception {}

  /// R247. There and back, without loss and with 5 % lost on each way: heard at its level, nothing
  /// sent again.
  @Test
  void voiceRidesAnUnreliableChannelOfLibwebrtc() throws Exception {
    Process peer = start();
    try (BufferedReader output =
            new BufferedReader(
                new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
        OutputStream input = peer.getOutputStream()) {
      String offer = text(output.readLine());
      try (ChannelEnd end = new ChannelEnd(session, fingerprint(offer))) {
        input.write(Base64.getEncoder().encode(end.answer().getBytes(StandardCharsets.UTF_8)));
        input.write('\n');
        input.flush();
        long giveUpNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!end.voice().isOpen() && System.nanoTime() < giveUpNs) {
          end.serve(System.nanoTime() + HOP_NS);
        }
        assertThat(end.voice().options()).isEqualTo(ChannelOptions.VOICE);

        dueNs = System.nanoTime();
        talk(end, 100);
        assertThat(talk(end, 200)).isBetween(-16.5, -14.0);
        end.lose(0.05);
        assertThat(talk(end, 800)).isBetween(-17.0, -14.0);
        VoiceDiagnostics diagnostics = session.diagnostics();
        // A busy machine adds losses of its own.
        assertThat(diagnostics.voicePacketLossPct()).isBetween(3.0, 25.0);
        assertThat(diagnostics.inbound().packetsDuplicated()).isZero();
        assertThat(end.voice().figures().chunksRetransmitted()).isZero();
        assertThat(end.voice().figures().messagesAbandoned()).isPositive();
      }
    } finally {
      peer.destroy();
      peer.waitFor(10, TimeUnit.SECONDS);
    }
  }

  /// Talks and listens at the pace of a sound card.
  ///
  /// @return what was heard, decibels below full scale, root mean square
  private double talk(ChannelEnd end, int hops) throws Exception {
    double energy = 0;
    for (int hop = 0; hop < hops; hop++) {
      dueNs += HOP_NS;
      end.serve(dueNs);
      end.voice().send(System.nanoTime(), tone.take(HOP), 0, HOP);
      boolean plays = end.voice().receive(System.nanoTime(), heard, 0);
      for (int i = 0; plays && i < HOP; i++) {
        energy += (double) heard[i] * heard[i];
      }
    }
    return 20 * Math.log10(Math.sqrt(energy / hops / HOP) / 32_768 + 1e-9);
  }

  private static String text(String line) {
    return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
  }

  private static Fingerprint fingerprint(String sdp) {
    String marker = "a=fingerprint:sha-256 ";
    String value = sdp.lines().filter(line -> line.startsWith(marker)).findFirst().orElseThrow();
    return new Fingerprint("sha-256", value.substring(marker.length()).toUpperCase(Locale.ROOT));
  }

  private static Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LibwebrtcChannelPeer.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
