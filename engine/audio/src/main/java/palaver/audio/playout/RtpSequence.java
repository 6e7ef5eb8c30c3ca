// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.util.Arrays;

/// Puts the packets of one sender in order: sequence numbers and timestamps without wrap, restarts
/// told from reordering (RFC 3550, appendix A.1), and what is missing (A.3).
final class RtpSequence {

  /// Where a packet stands among those before it.
  enum Place {
    NEXT,
    OLDER,
    DUPLICATE,
    RESTART,
    STRAY
  }

  private static final int DROPOUT_MAX = 3_000;
  private static final int MISORDER_MAX = 100;
  private static final long PACKET_TICKS_MAX = 5_760;
  private static final long PAUSE_ERROR_TICKS_MAX = Samples.PER_SECOND;
  private static final int NONE = -1;
  private static final int SEEN = 128;

  private final long[] seen = new long[SEEN];
  private boolean started;
  private int ssrc;
  private int strayNext = NONE;
  private long highest;
  private long highestTimestamp;
  private long highestArrivalNs;
  private long first;
  private long expectedBefore;
  private long sequence;
  private long timestamp;

  /// Takes a packet's numbers; [#sequence] and [#timestamp] tell its place unless it is a stray.
  ///
  /// @param copy whether it only repeats a packet: then it restarts nothing, and the packet itself
  ///   is no duplicate when it comes
  Place accept(long arrivalNs, int packetSsrc, int sequence16, int timestamp32, boolean copy) {
    if (copy) {
      return acceptCopy(arrivalNs, packetSsrc, sequence16, timestamp32);
    }
    if (!started || packetSsrc != ssrc) {
      return restart(arrivalNs, packetSsrc, sequence16, timestamp32);
    }
    int step = (short) (sequence16 - (int) highest);
    // The difference is one of 32 bits: it may wrap.
    int ticks = timestamp32 - (int) highestTimestamp;
    if (step > DROPOUT_MAX || step < -MISORDER_MAX) {
      return stray(arrivalNs, sequence16, timestamp32);
    }
    strayNext = NONE;
    sequence = highest + step;
    timestamp = highestTimestamp + ticks;
    if (step <= 0) {
      return older(step, ticks);
    }
    if (!continues(step, ticks, arrivalNs)) {
      return restart(arrivalNs, packetSsrc, sequence16, timestamp32);
    }
    advance(arrivalNs);
    return Place.NEXT;
  }

  private Place acceptCopy(long arrivalNs, int packetSsrc, int sequence16, int timestamp32) {
    int step = (short) (sequence16 - (int) highest);
    int ticks = timestamp32 - (int) highestTimestamp;
    if (!started || packetSsrc != ssrc || Integer.signum(step) != Integer.signum(ticks)) {
      return Place.STRAY;
    }
    if (step < -MISORDER_MAX || (step > 0 && !continues(step, ticks, arrivalNs))) {
      return Place.STRAY;
    }
    sequence = highest + step;
    timestamp = highestTimestamp + ticks;
    return seen[(int) (sequence & (SEEN - 1))] == sequence ? Place.DUPLICATE : Place.OLDER;
  }

  private Place older(int step, long ticks) {
    if ((step < 0) != (ticks < 0)) {
      return Place.STRAY;
    }
    int at = (int) (sequence & (SEEN - 1));
    if (seen[at] == sequence) {
      return Place.DUPLICATE;
    }
    seen[at] = sequence;
    return Place.OLDER;
  }

  /// Timestamps either follow the sequence or, over a pause, the clock.
  private boolean continues(int step, long ticks, long arrivalNs) {
    long elapsed = Samples.fromNs(arrivalNs - highestArrivalNs);
    return ticks > 0
        && (ticks <= step * PACKET_TICKS_MAX || Math.abs(ticks - elapsed) <= PAUSE_ERROR_TICKS_MAX);
  }

  private Place stray(long arrivalNs, int sequence16, int timestamp32) {
    if (strayNext == (sequence16 & 0xffff)) {
      return restart(arrivalNs, ssrc, sequence16, timestamp32);
    }
    strayNext = (sequence16 + 1) & 0xffff;
    return Place.STRAY;
  }

  private Place restart(long arrivalNs, int packetSsrc, int sequence16, int timestamp32) {
    if (started) {
      expectedBefore = expected();
    }
    Place place = started ? Place.RESTART : Place.NEXT;
    started = true;
    ssrc = packetSsrc;
    strayNext = NONE;
    sequence = 0x10000L + (sequence16 & 0xffff);
    timestamp = 0x1_0000_0000L + (timestamp32 & 0xffff_ffffL);
    first = sequence;
    Arrays.fill(seen, 0);
    advance(arrivalNs);
    return place;
  }

  private void advance(long arrivalNs) {
    seen[(int) (sequence & (SEEN - 1))] = sequence;
    highest = sequence;
    highestTimestamp = timestamp;
    highestArrivalNs = arrivalNs;
  }

  /// The sequence number of the packet last accepted, without wrap.
  long sequence() {
    return sequence;
  }

  /// The timestamp of the packet last accepted, without wrap.
  long timestamp() {
    return timestamp;
  }

  /// How many packets the sender has sent so far, as the numbers tell.
  long expected() {
    return started ? expectedBefore + highest - first + 1 : 0;
  }
}
