// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How a link behaves, as plain figures.
///
/// @param delayNs the shortest time a datagram needs
/// @param jitterNs the most that chance adds to it; jitter alone never changes the order
/// @param lossShare the share that is lost, 0 to 1
/// @param reorderShare the share that is held back by `reorderNs` and so overtaken, 0 to 1
/// @param reorderNs how long a reordered datagram is held back
/// @param duplicateShare the share that arrives twice, 0 to 1
public record LinkProfile(
    long delayNs,
    long jitterNs,
    double lossShare,
    double reorderShare,
    long reorderNs,
    double duplicateShare) {

  public LinkProfile {
    if (delayNs < 0 || jitterNs < 0 || reorderNs < 0) {
      throw new IllegalArgumentException("times are not negative");
    }
    if (!isShare(lossShare) || !isShare(reorderShare) || !isShare(duplicateShare)) {
      throw new IllegalArgumentException("a share lies between 0 and 1");
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /// A link that only delays.
  public static LinkProfile steady(long delayNs) {
    return new LinkProfile(delayNs, 0, 0, 0, 0, 0);
  }

  public LinkProfile withLoss(double share) {
    return new LinkProfile(delayNs, jitterNs, share, reorderShare, reorderNs, duplicateShare);
  }

  public LinkProfile withJitter(long atMostNs) {
    return new LinkProfile(delayNs, atMostNs, lossShare, reorderShare, reorderNs, duplicateShare);
  }

  public LinkProfile withReordering(double share, long heldBackNs) {
    return new LinkProfile(delayNs, jitterNs, lossShare, share, heldBackNs, duplicateShare);
  }

  public LinkProfile withDuplicates(double share) {
    return new LinkProfile(delayNs, jitterNs, lossShare, reorderShare, reorderNs, share);
  }

  /// A rule that treats every datagram by these figures, each direction of each pair on its own.
  public LinkRule rule() {
    Map<Direction, Long> lastArrivalNs = new HashMap<>();
    return (passage, random) -> decide(passage, random, lastArrivalNs);
  }

  private record Direction(Endpoint from, Endpoint to) {}

  private Verdict decide(Passage passage, RandomGenerator random, Map<Direction, Long> last) {
    if (happens(lossShare, random)) {
      return Verdict.DROP;
    }
    long arrivalNs = passage.atNs() + delayNs + upTo(jitterNs, random);
    if (happens(reorderShare, random)) {
      return Verdict.deliver(arrivalNs + reorderNs - passage.atNs());
    }
    arrivalNs = last.merge(new Direction(passage.from(), passage.to()), arrivalNs, Math::max);
    Verdict.Deliver once = new Verdict.Deliver(arrivalNs - passage.atNs());
    if (!happens(duplicateShare, random)) {
      return once;
    }
    long secondNs = once.delayNs() + upTo(Math.max(jitterNs, delayNs), random);
    return new Verdict.DeliverTwice(once, new Verdict.Deliver(secondNs));
  }

  private static boolean happens(double share, RandomGenerator random) {
    return share > 0 && random.nextDouble() < share;
  }

  private static long upTo(long mostNs, RandomGenerator random) {
    return mostNs == 0 ? 0 : random.nextLong(mostNs + 1);
  }
}
