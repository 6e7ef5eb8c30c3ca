// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

/// Lets a burst through and then one per interval.
final class TokenBucket {
  private final long burstNs;
  private final long intervalNs;

  /// When the bucket is full again; each token taken moves it on by one interval.
  private long fullNs = Long.MIN_VALUE;

  TokenBucket(Limits.Rate rate) {
    intervalNs = rate.intervalNs();
    burstNs = Math.multiplyExact(rate.burst(), intervalNs);
  }

  /// Takes a token; false when there is none.
  boolean take(long nowNs) {
    long from = Math.max(fullNs, nowNs);
    if (from + intervalNs - nowNs > burstNs) {
      return false;
    }
    fullNs = from + intervalNs;
    return true;
  }
}
