// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.mix.Mixer;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;
import palaver.audio.trace.Network;
import palaver.audio.trace.PacketTrace;
import palaver.audio.trace.TraceMaker;
import palaver.codec.OpusLibrary;

/// What one receiver spends on 20 ms of sound: packets into the jitter buffers, decoding, mixing.
///
/// Every talker says the same speech over a trace of their own. Argument: rounds (10); the least of
/// the rounds counts. Prints a table in Markdown.
public final class ReceiverReport {

  private static final int FRAME = 960;
  private static final int PULL = JitterBuffer.PULL_SAMPLES;
  private static final int PACKET_BYTES_MAX = 1276;
  private static final int SENTENCES = 5;
  private static final int[] TALKERS = {1, 3, 10};

  private final OpusLibrary opus = OpusLibrary.open();
  private final List<byte[]> packets = new ArrayList<>();
  private final short[] heard = new short[PULL];
  private final short[] mixed = new short[PULL];

  private ReceiverReport() throws Exception {
    short[] pcm = SpeechSample.spoken(SpokenText.story(SENTENCES)).sound().pcm();
    byte[] packet = new byte[PACKET_BYTES_MAX];
    try (AdjustableEncoder encoder = opus.encoder(OpusSettings.speech().withDtx(false))) {
      for (int at = 0; at + FRAME <= pcm.length; at += FRAME) {
        int length = encoder.encode(pcm, at, FRAME, packet, 0, PACKET_BYTES_MAX);
        packets.add(Arrays.copyOf(packet, length));
      }
    }
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    ReceiverReport report = new ReceiverReport();
    System.out.println(
        "| talkers | network | for 20 ms | for 20 ms of one talker | bytes allocated |\n"
            + "|---|---|---|---|---|");
    report.measure(3, Network.WIFI);
    for (int talkers : TALKERS) {
      for (Network network : new Network[] {Network.CLEAN, Network.WIFI}) {
        report.row(talkers, network, rounds);
      }
    }
  }

  private void row(int talkers, Network network, int rounds) {
    double leastNs = Double.MAX_VALUE;
    double leastBytes = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      Cost cost = measure(talkers, network);
      leastNs = Math.min(leastNs, cost.nsPerFrame());
      leastBytes = Math.min(leastBytes, cost.bytesPerFrame());
    }
    System.out.printf(
        Locale.ROOT,
        "| %d | %s | %.1f us | %.1f us | %.0f |%n",
        talkers,
        network.name().toLowerCase(Locale.ROOT),
        leastNs / 1e3,
        leastNs / 1e3 / talkers,
        leastBytes);
  }

  private record Cost(double nsPerFrame, double bytesPerFrame) {}

  /// One talker's way to the receiver.
  private final class Line implements AutoCloseable {
    private final PacketTrace trace;
    private final VoiceDecoder decoder = opus.decoder(1, OpusConcealment.DEEP);
    private final JitterBuffer buffer =
        new JitterBuffer(PlayoutProfile.DEFAULT, Limits.DEFAULT, decoder);
    private int arrival;

    Line(Network network, int seed) {
      trace = TraceMaker.make(network, packets.size(), FRAME, new SplittableRandom(seed));
    }

    void receiveUntil(long nowNs) {
      while (arrival < trace.arrivals() && trace.arrivalNs(trace.arrived(arrival)) <= nowNs) {
        int packet = trace.arrived(arrival++);
        byte[] bytes = packets.get(packet);
        buffer.insert(trace.arrivalNs(packet), 1, packet, packet * FRAME, bytes, 0, bytes.length);
      }
    }

    @Override
    public void close() {
      decoder.close();
    }
  }

  private Cost measure(int talkers, Network network) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < talkers; i++) {
      lines.add(new Line(network, i + 1));
    }
    Mixer mixer = new Mixer(palaver.audio.mix.Limits.DEFAULT);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long startNs = System.nanoTime();
    long endNs = packets.size() * 20_000_000L;
    for (long nowNs = 0; nowNs < endNs; nowNs += JitterBuffer.PULL_NS) {
      hear(lines, mixer, nowNs);
    }
    double frames = packets.size();
    Cost cost =
        new Cost(
            (System.nanoTime() - startNs) / frames,
            (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / frames);
    lines.forEach(Line::close);
    return cost;
  }

  private void hear(List<Line> lines, Mixer mixer, long nowNs) {
    mixer.begin(PULL);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      line.receiveUntil(nowNs);
      if (line.buffer.pull(nowNs, heard, 0)) {
        mixer.add(heard, 0, 1);
      }
    }
    mixer.finish(mixed, 0);
  }
}
