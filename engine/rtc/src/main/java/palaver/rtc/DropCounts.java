// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// How often something was dropped, by reason, what peers asked for again, and what of theirs we
/// asked for; one for all connections of a media thread.
public final class DropCounts {
  private static final int REASONS = Dropped.values().length;

  private final long[] counts = new long[REASONS];
  private long nackedPackets;
  private long resentPackets;
  private long requestedPackets;

  public void add(Dropped reason) {
    counts[reason.ordinal()]++;
  }

  /// Counts a packet that a peer asked for again by a NACK.
  ///
  /// @param resent whether it was still there to be sent again
  public void nacked(boolean resent) {
    nackedPackets++;
    resentPackets += resent ? 1 : 0;
  }

  /// Counts packets that we asked a peer for again, repeated requests included.
  public void requested(long packets) {
    requestedPackets += packets;
  }

  /// Packets that we asked peers for again, repeated requests included.
  public long requestedPackets() {
    return requestedPackets;
  }

  /// Packets that peers asked for again.
  public long nackedPackets() {
    return nackedPackets;
  }

  /// Packets sent again.
  public long resentPackets() {
    return resentPackets;
  }

  public long count(Dropped reason) {
    return counts[reason.ordinal()];
  }

  /// All drops together.
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}
