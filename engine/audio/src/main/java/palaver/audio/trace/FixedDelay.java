// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import palaver.audio.playout.JitterBuffer;

/// The reference that an adaptive buffer is measured by: a buffer with one delay for the whole
/// trace, chosen afterwards. It knows the talker's true clock and the fastest packet, which no real
/// one does; like a real one it takes 10 ms at a time.
public final class FixedDelay {

  private final PacketTrace trace;

  public FixedDelay(PacketTrace trace) {
    this.trace = trace;
  }

  /// The share of sound whose packets are not there in time when it plays `delayNs` after the
  /// fastest.
  public double concealedShare(long delayNs) {
    long shiftNs = trace.fastestNs() + delayNs;
    long concealedNs = 0;
    for (int packet = 0; packet < trace.packets(); packet++) {
      long beginNs = trace.sentNs(packet) + shiftNs;
      long nextNs =
          packet + 1 < trace.packets()
              ? trace.sentNs(packet + 1) + shiftNs
              : trace.endNs() + shiftNs;
      concealedNs += concealedNs(trace.arrivalNs(packet), beginNs, nextNs);
    }
    return concealedNs / (double) (trace.endNs() - trace.sentNs(0));
  }

  /// How much of the sound between `beginNs` and `endNs` was pulled before its packet came.
  private static long concealedNs(long arrivalNs, long beginNs, long endNs) {
    if (arrivalNs == PacketTrace.LOST) {
      return endNs - beginNs;
    }
    long firstPull = Math.ceilDiv(arrivalNs, JitterBuffer.PULL_NS);
    return Math.clamp(firstPull * JitterBuffer.PULL_NS - beginNs, 0, endNs - beginNs);
  }

  /// The smallest delay, in steps of 5 ms from `leastNs` on, at which no more is concealed than
  /// `concealedShare`; at most a second.
  public long smallestNs(long leastNs, double concealedShare) {
    long delayNs = leastNs;
    while (delayNs < 1_000_000_000 && concealedShare(delayNs) > concealedShare) {
      delayNs += 5_000_000;
    }
    return delayNs;
  }
}
