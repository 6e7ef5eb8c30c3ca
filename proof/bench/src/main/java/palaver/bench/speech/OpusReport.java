// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceDecoder;
import palaver.codec.OpusLibrary;

/// What does a frame of 20 ms cost through our binding, against a small C program that calls the
/// same library (`src/main/c/opus_loop.c`)?
///
/// Both encode and decode the same speech (mono, 32 kbit/s), in turns; the least of the rounds
/// counts. Time is that of the thread's CPU, so that other work on the machine does not count.
/// Arguments: `LOOP LIBRARY ROUNDS`: the compiled C program, the library that both load, how many
/// rounds. Prints a table in Markdown.
public final class OpusReport {

  private static final int FRAME = 960;
  private static final int PACKET_BYTES_MAX = 1276;
  private static final int SENTENCES = 5;

  private final Path loop;
  private final Path library;
  private final OpusLibrary opus;
  private final short[] pcm;
  private final Path raw;
  private final byte[] packets;
  private final int[] lengths;
  private final short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX];

  private OpusReport(Path loop, Path library) throws Exception {
    this.loop = loop.toAbsolutePath();
    this.library = library.toAbsolutePath();
    opus = OpusLibrary.open(library);
    pcm = SpeechSample.spoken(SpokenText.story(SENTENCES)).sound().pcm();
    raw = Files.createTempFile("palaver-speech-", ".pcm");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * pcm.length);
    for (short sample : pcm) {
      bytes.write(sample);
      bytes.write(sample >> 8);
    }
    Files.write(raw, bytes.toByteArray());
    packets = new byte[frames() * PACKET_BYTES_MAX];
    lengths = new int[frames()];
  }

  private int frames() {
    return pcm.length / FRAME;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      throw new IllegalArgumentException("LOOP LIBRARY ROUNDS");
    }
    OpusReport report = new OpusReport(Path.of(args[0]), Path.of(args[1]));
    try {
      report.print(Integer.parseInt(args[2]));
    } finally {
      Files.delete(report.raw);
    }
  }

  private void print(int rounds) throws Exception {
    System.out.println(
        "| complexity | encode C | encode Java | ratio | decode C | decode Java | ratio"
            + " | bytes allocated per frame |\n|---|---|---|---|---|---|---|---|");
    java(5);
    for (int complexity : new int[] {0, 5, 9, 10}) {
      long[] c = {Long.MAX_VALUE, Long.MAX_VALUE};
      long[] ours = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
      for (int round = 0; round < rounds; round++) {
        least(c, c(complexity));
        least(ours, java(complexity));
      }
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f us | %.1f us | %.3f | %.1f us | %.1f us | %.3f | %d |%n",
          complexity,
          c[0] / 1e3,
          ours[0] / 1e3,
          (double) ours[0] / c[0],
          c[1] / 1e3,
          ours[1] / 1e3,
          (double) ours[1] / c[1],
          ours[2]);
    }
  }

  private static void least(long[] best, long[] round) {
    for (int i = 0; i < best.length; i++) {
      best[i] = Math.min(best[i], round[i]);
    }
  }

  private long[] c(int complexity) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(loop.toString(), library.toString(), raw.toString(), "" + complexity))
            .start();
    String line =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (process.waitFor() != 0) {
      throw new IOException("the C program failed");
    }
    String[] figures = line.split(" ", -1);
    return new long[] {Long.parseLong(figures[0]), Long.parseLong(figures[1])};
  }

  /// Nanoseconds to encode, to decode, and bytes allocated, per frame.
  private long[] java(int complexity) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OpusSettings settings = OpusSettings.speech().withComplexity(complexity);
    try (AdjustableEncoder encoder = opus.encoder(settings);
        VoiceDecoder decoder = opus.decoder(1, OpusConcealment.DEEP)) {
      long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < frames(); i++) {
        int at = i * PACKET_BYTES_MAX;
        lengths[i] = encoder.encode(pcm, i * FRAME, FRAME, packets, at, PACKET_BYTES_MAX);
      }
      long encoded = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < frames(); i++) {
        decoder.decode(packets, i * PACKET_BYTES_MAX, lengths[i], out, 0);
      }
      long decoded = threads.getCurrentThreadCpuTime();
      long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
      int frames = frames();
      return new long[] {
        (encoded - start) / frames, (decoded - encoded) / frames, allocated / frames
      };
    }
  }
}
