// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.NodeId;

/// A node's part in the election; [Election] has the table of transitions.
public sealed interface Standing {

  /// Hears nobody, or nobody that leads and nobody to agree with.
  record Alone() implements Standing {}

  /// Follows a leader that it hears.
  record Follower(NodeId leader) implements Standing {}

  /// Has not heard its leader and asks the others.
  ///
  /// @param sinceNs when it began
  record Suspecting(NodeId leader, long sinceNs) implements Standing {}

  /// Is about to claim, after a wait that is shorter the fitter it is.
  ///
  /// @param sinceNs when it began
  record Candidate(long sinceNs) implements Standing {}

  /// Leads.
  record Leader(long sinceNs) implements Standing {}

  /// Its name in a timeline.
  default String title() {
    return switch (this) {
      case Alone _ -> "alone";
      case Follower _ -> "follower";
      case Suspecting _ -> "suspecting";
      case Candidate _ -> "candidate";
      case Leader _ -> "leader";
    };
  }
}
