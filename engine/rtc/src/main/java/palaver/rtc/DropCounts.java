// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// How often something was dropped, by reason; one for all connections of a media thread.
public final class DropCounts {
  private static final int REASONS = Dropped.values().length;

  private final long[] counts = new long[REASONS];

  public void add(Dropped reason) {
    counts[reason.ordinal()]++;
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
