// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Decides about datagrams on their way. The first rule that does not pass decides.
@FunctionalInterface
public interface LinkRule {

  /// Decides about one datagram.
  ///
  /// @param random the network's own generator; a rule has no other source of chance
  Verdict decide(Passage passage, RandomGenerator random);

  /// Loses every datagram that matches.
  static LinkRule drop(Predicate<Passage> match) {
    return (passage, random) -> match.test(passage) ? Verdict.DROP : Verdict.PASS;
  }

  /// Loses all that `from` sends and all that is sent to it: an unplugged cable.
  static LinkRule cut(Endpoint endpoint) {
    return drop(p -> p.from().equals(endpoint) || p.to().equals(endpoint));
  }

  /// Lets only what matches meet `rule`.
  static LinkRule when(Predicate<Passage> match, LinkRule rule) {
    return (passage, random) -> match.test(passage) ? rule.decide(passage, random) : Verdict.PASS;
  }
}
