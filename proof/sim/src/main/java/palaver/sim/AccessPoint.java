// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

/// The air that the nodes of one access point share: one datagram at a time.
///
/// A datagram needs a fixed time (contention, preamble, acknowledgement) and its bytes at the rate
/// of the link. A datagram that would wait longer than the access point's queue is lost.
final class AccessPoint {
  /// About what one small unicast frame costs with aggregation of a few frames.
  static final long FRAME_NS = 60_000;

  private static final long BITS_PER_MS = 65_000;
  private static final long BASIC_BITS_PER_MS = 6_000;
  private static final int HEADER_BYTES = 70;
  private static final long QUEUE_NS = 250_000_000;

  private long freeAtNs;
  private long usedNs;

  /// The same for a datagram to all, at the basic rate that every station understands.
  long transmitToAll(long atNs, int length) {
    return transmit(atNs, length, BASIC_BITS_PER_MS);
  }

  /// When the datagram has been on the air, or [Links#LOST].
  long transmit(long atNs, int length) {
    return transmit(atNs, length, BITS_PER_MS);
  }

  private long transmit(long atNs, int length, long bitsPerMs) {
    long startNs = Math.max(atNs, freeAtNs);
    if (startNs - atNs > QUEUE_NS) {
      return Links.LOST;
    }
    long airNs = FRAME_NS + (length + HEADER_BYTES) * 8L * 1_000_000 / bitsPerMs;
    freeAtNs = startNs + airNs;
    usedNs += airNs;
    return freeAtNs;
  }

  /// How long the air was in use so far.
  long usedNs() {
    return usedNs;
  }
}
