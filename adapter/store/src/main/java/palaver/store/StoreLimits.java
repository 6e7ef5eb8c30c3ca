// SPDX-License-Identifier: Apache-2.0
package palaver.store;

/// The bounds of a [Store].
///
/// @param writesQueuedMax writes that may wait; a further one fails at once
/// @param batchWritesMax writes that share one commit
/// @param gatherNsMax how long a commit may be held open to take in more waiting writes
/// @param readers reader threads, each with a connection
/// @param readsQueuedMax reads that may wait; a further one fails at once
/// @param busyTimeoutMs how long SQLite waits for another process's lock
/// @param livenessNs how often it is kept what open sessions have reached; a crash blurs their ends
///   by as much
public record StoreLimits(
    int writesQueuedMax,
    int batchWritesMax,
    long gatherNsMax,
    int readers,
    int readsQueuedMax,
    int busyTimeoutMs,
    long livenessNs) {

  public static final StoreLimits DEFAULT =
      new StoreLimits(4096, 256, 5_000_000, 2, 1024, 5000, 5_000_000_000L);

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
  }
}
