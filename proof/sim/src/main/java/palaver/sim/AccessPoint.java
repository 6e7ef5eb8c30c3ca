// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;

/// The air that the nodes of one access point share: one datagram at a time.
///
/// A datagram needs a fixed time (contention, preamble, acknowledgement) and its bytes at the rate
/// of the link. A datagram that would wait longer than the access point's queue is lost.
///
/// Datagrams are told in the order in which they leave their senders, and one that comes over
/// another access point is here later than some that are told after it. Air is therefore kept by
/// slots of half a millisecond: each datagram takes the first free time from its own arrival on.
final class AccessPoint {
  /// About what one small unicast frame costs with aggregation of a few frames.
  static final long FRAME_NS = 60_000;

  private static final long BITS_PER_MS = 65_000;
  private static final long BASIC_BITS_PER_MS = 6_000;
  private static final int HEADER_BYTES = 70;
  private static final long QUEUE_NS = 250_000_000;
  private static final long SLOT_NS = 500_000;

  /// Two queues one after the other, and room to spare.
  private static final int SLOTS = 2_048;

  private final long[] slotNumber = new long[SLOTS];
  private final int[] takenNs = new int[SLOTS];
  private long usedNs;

  AccessPoint() {
    Arrays.fill(slotNumber, -1);
  }

  /// The same for a datagram to all, at the basic rate that every station understands.
  long transmitToAll(long atNs, int length) {
    return transmit(atNs, length, BASIC_BITS_PER_MS);
  }

  /// When the datagram has been on the air, or [Links#LOST].
  long transmit(long atNs, int length) {
    return transmit(atNs, length, BITS_PER_MS);
  }

  private long transmit(long atNs, int length, long bitsPerMs) {
    long slot = firstFree(atNs / SLOT_NS);
    if (slot * SLOT_NS - atNs > QUEUE_NS) {
      return Links.LOST;
    }
    long airNs = FRAME_NS + (length + HEADER_BYTES) * 8L * 1_000_000 / bitsPerMs;
    usedNs += airNs;
    return Math.max(atNs + airNs, take(slot, airNs));
  }

  /// Takes air from `slot` on; answers when the last of it is over.
  private long take(long slot, long airNs) {
    long last = slot;
    long leftNs = airNs;
    while (true) {
      int at = at(last);
      long partNs = Math.min(leftNs, SLOT_NS - takenNs[at]);
      takenNs[at] += (int) partNs;
      leftNs -= partNs;
      if (leftNs == 0) {
        return last * SLOT_NS + takenNs[at];
      }
      last = firstFree(last + 1);
    }
  }

  private long firstFree(long slot) {
    long free = slot;
    while (takenNs[at(free)] == SLOT_NS) {
      free++;
    }
    return free;
  }

  private int at(long slot) {
    int at = (int) slot & (SLOTS - 1);
    if (slotNumber[at] != slot) {
      slotNumber[at] = slot;
      takenNs[at] = 0;
    }
    return at;
  }

  /// How long the air was in use so far.
  long usedNs() {
    return usedNs;
  }
}
