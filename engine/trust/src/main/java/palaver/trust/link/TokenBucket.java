// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

/// Lets a burst through and then one per interval.
public final class TokenBucket {

  /// How much a bucket lets through.
  ///
  /// @param burst how many at once
  /// @param perSecond how many a second after that
  public record Rate(int burst, int perSecond) {

    public Rate {
      if (burst < 1 || perSecond < 1) {
        throw new IllegalArgumentException("a rate lets something through");
      }
    }

    long intervalNs() {
      return 1_000_000_000L / perSecond;
    }
  }

  private final long intervalNs;
  private final long burstNs;
  private boolean used;
  private long fullNs;

  public TokenBucket(Rate rate) {
    intervalNs = rate.intervalNs();
    burstNs = rate.burst() * intervalNs;
  }

  /// Takes a token; false when there is none.
  public boolean take(long nowNs) {
    long from = used && fullNs - nowNs > 0 ? fullNs : nowNs;
    if (from + intervalNs - nowNs > burstNs) {
      return false;
    }
    used = true;
    fullNs = from + intervalNs;
    return true;
  }
}
