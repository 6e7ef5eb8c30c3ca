// SPDX-License-Identifier: Apache-2.0
package palaver.store;

/// The bounds of a [Store].
///
/// @param writesQueuedMax writes that may wait; a further one fails at once
/// @param batchWritesMax writes that share one commit
/// @param gatherNsMax how long a commit may be held open to take in more waiting writes
/// @param readers reader threads, each with a connection
/// @param readsQueuedMax reads that may wait; a further one fails at once
/// @param busyTimeoutMs how long the database waits for another program's lock
/// @param livenessNs how often it is kept what open sessions have reached; a crash blurs their ends
///   by as much
/// @param freshNsMax how long a report waits for sums of what has just ended; then it has those of
///   moments ago
/// @param commitDelayNs how much longer each commit takes, as on a slow disk; 0 but in measurements
public record StoreLimits(
    int writesQueuedMax,
    int batchWritesMax,
    long gatherNsMax,
    int readers,
    int readsQueuedMax,
    int busyTimeoutMs,
    long livenessNs,
    long freshNsMax,
    long commitDelayNs) {

  public static final StoreLimits DEFAULT =
      new StoreLimits(4096, 256, 5_000_000, 2, 1024, 5000, 5_000_000_000L, 100_000_000, 0);

  public StoreLimits {
    if (writesQueuedMax < batchWritesMax || batchWritesMax < 1) {
      throw new IllegalArgumentException("the queue holds at least one batch");
    }
    if (readers < 1 || readsQueuedMax < readers || busyTimeoutMs < 0) {
      throw new IllegalArgumentException("each reader needs a place in the queue");
    }
    if (gatherNsMax < 0 || livenessNs <= gatherNsMax) {
      throw new IllegalArgumentException("gathering a batch must not delay the liveness time");
    }
    if (commitDelayNs < 0 || freshNsMax < 0) {
      throw new IllegalArgumentException("nothing takes less than no time");
    }
  }

  /// The same with a disk that is slower by so much.
  public StoreLimits withCommitDelayNs(long delayNs) {
    return new StoreLimits(
        writesQueuedMax,
        batchWritesMax,
        gatherNsMax,
        readers,
        readsQueuedMax,
        busyTimeoutMs,
        livenessNs,
        freshNsMax,
        delayNs);
  }
}
