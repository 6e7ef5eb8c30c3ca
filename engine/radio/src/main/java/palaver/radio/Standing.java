// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.NodeId;

/// A node's part in the election.
///
/// | from | to | when |
/// |---|---|---|
/// | any | follower | a greater term is heard, signed by who leads in it |
/// | alone | candidate | another node is heard, and no leader that it follows for 1.5 s |
/// | follower | suspecting | three heartbeats are missing |
/// | follower | candidate | the leader resigns, leaves or starts anew |
/// | suspecting | follower | the leader is heard |
/// | suspecting | suspecting | another node still hears the leader |
/// | suspecting | candidate | nobody hears the leader, somebody is there |
/// | suspecting | alone | nobody is heard at all |
/// | candidate | leader | its wait is over: it claims a greater term than any it knows |
/// | candidate | alone | nobody is heard any more |
/// | leader | candidate | it is asked to resign |
/// | leader | alone | nobody was heard for the time to live |
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
