// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

/// What a link rule decides about one datagram.
public sealed interface Verdict {

  /// Leaves the decision to the next rule.
  record Pass() implements Verdict {}

  /// It arrives after `delayNs`, overtaking others when that is shorter than theirs.
  record Deliver(long delayNs) implements Verdict {
    public Deliver {
      if (delayNs < 0) {
        throw new IllegalArgumentException("a datagram cannot arrive before it was sent");
      }
    }
  }

  /// It arrives twice.
  record DeliverTwice(Deliver first, Deliver second) implements Verdict {}

  /// It is lost.
  record Drop() implements Verdict {}

  Verdict PASS = new Pass();
  Verdict DROP = new Drop();

  static Verdict deliver(long delayNs) {
    return new Deliver(delayNs);
  }
}
