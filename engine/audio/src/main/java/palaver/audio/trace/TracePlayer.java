// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import java.util.function.IntFunction;
import palaver.audio.playout.JitterBuffer;

/// Plays a trace to a jitter buffer in virtual time: packets when they came, pulls every 10 ms.
public final class TracePlayer {

  private static final long TAIL_NS = 300_000_000;
  private static final int SSRC = 1;

  private TracePlayer() {}

  /// Plays all of `trace`.
  ///
  /// @param channels of the buffer's decoder
  /// @param payloads the bytes of packet `i`
  public static Playback play(
      PacketTrace trace, JitterBuffer buffer, int channels, IntFunction<byte[]> payloads) {
    long endNs = trace.endNs() + trace.fastestNs() + TAIL_NS;
    int pulls = (int) (endNs / JitterBuffer.PULL_NS);
    DelayRecord delay = new DelayRecord(pulls);
    long[] targetsNs = new long[pulls];
    short[] pcm = new short[pulls * JitterBuffer.PULL_SAMPLES * channels];
    int arrival = 0;
    for (int pull = 0; pull < pulls; pull++) {
      long nowNs = pull * JitterBuffer.PULL_NS;
      while (arrival < trace.arrivals() && trace.arrivalNs(trace.arrived(arrival)) <= nowNs) {
        insert(trace, trace.arrived(arrival++), buffer, payloads);
      }
      long emittedBefore = buffer.emittedCount();
      int timestamp = buffer.playheadTimestamp();
      buffer.pull(nowNs, pcm, pull * JitterBuffer.PULL_SAMPLES * channels);
      int real = (int) (buffer.emittedCount() - emittedBefore);
      delay.add(real == 0 ? 0 : trace.delayNs(nowNs, timestamp), real);
      targetsNs[pull] = buffer.targetDelayNs();
    }
    return new Playback(delay, targetsNs, buffer.statistics(), pcm);
  }

  private static void insert(
      PacketTrace trace, int packet, JitterBuffer buffer, IntFunction<byte[]> payloads) {
    byte[] bytes = payloads.apply(packet);
    int timestamp = packet * trace.frameSamples();
    buffer.insert(trace.arrivalNs(packet), SSRC, packet, timestamp, bytes, 0, bytes.length);
  }
}
