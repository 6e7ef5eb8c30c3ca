// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.floor.ParticipantState;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// What a node tells the rest of the program.
public sealed interface RadioEvent {

  /// This node's own press looks different now.
  record Floor(ParticipantState state) implements RadioEvent {}

  /// This node's part in the election has changed.
  record Standing(palaver.radio.Standing now, Term term, String why) implements RadioEvent {}

  /// Somebody talks; null when nobody does.
  record Talker(@Nullable LeaseId lease, NodeId who) implements RadioEvent {}

  /// The talk limit of this node's burst is near.
  record TalkLimitNear(long leftNs) implements RadioEvent {}

  /// As a leader: a lease begins, goes on or ends by this node's clock. For the record.
  record Granted(LeaseId lease, NodeId holder, @Nullable LeaseId adopted) implements RadioEvent {}

  record Ended(LeaseId lease, String why) implements RadioEvent {}

  /// As a leader: the tree has changed.
  ///
  /// @param moved how many nodes have another parent than before
  record TreeChanged(long epoch, int moved) implements RadioEvent {}
}
