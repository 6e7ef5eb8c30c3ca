// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.Term;

/// What else in the node follows from the election.
interface ElectionConsequences {
  /// This node leads.
  ///
  /// @param claim to be shown to everybody
  void lead(long nowNs, Term term, SignedStatement claim);

  void follow(long nowNs, Term term, Peer leader);

  /// This node no longer leads.
  void stepDown(long nowNs);

  /// There is no leader for now.
  void leaderless(long nowNs);
}
