// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// How often something was dropped, by reason, and what peers asked for again; one for all
/// connections of a media thread.
public final class DropCounts {
  private static final int REASONS = Dropped.values().length;

  private final long[] counts = new long[REASONS];
  private long nackedPackets;
  private long resentPackets;

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
