// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.floor.ParticipantState;
import palaver.radio.settings.SettingsValues;
import palaver.trust.member.DeviceKeys;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;
import palaver.wire.radio.TextMessage;
import palaver.wire.radio.TrustMessage;

/// What a node tells the rest of the program.
public sealed interface RadioEvent {

  /// This node's own press looks different now.
  record Floor(ParticipantState state) implements RadioEvent {}

  /// This node's part in the election has changed.
  record Standing(palaver.radio.Standing now, Term term, String why) implements RadioEvent {}

  /// Somebody talks; null when nobody does.
  record Talker(@Nullable LeaseId lease, NodeId who) implements RadioEvent {}

  /// A burst goes on under the lease of another leader; said before [Talker].
  record GoesOn(LeaseId lease, LeaseId before) implements RadioEvent {}

  /// The talk limit of this node's burst is near.
  record TalkLimitNear(long leftNs) implements RadioEvent {}

  /// As a leader: a lease begins, goes on or ends by this node's clock. For the record.
  record Granted(LeaseId lease, NodeId holder, @Nullable LeaseId adopted) implements RadioEvent {}

  record Ended(LeaseId lease, String why) implements RadioEvent {}

  /// A text of the channel: each once, those of one run of an author in order; own ones too.
  record Text(TextMessage.Text text) implements RadioEvent {}

  /// A text of this node is kept by others.
  ///
  /// @param copies how many nodes hold it, 1 when nobody else is there
  record TextKept(TextMessage.Id id, int copies) implements RadioEvent {}

  /// A text of this node was not sent.
  record TextRefused(String text, TextRefusal why) implements RadioEvent {}

  /// Other settings hold at this node.
  record Settings(SettingsVersion version, SettingsValues values) implements RadioEvent {}

  /// What became of this operator's wish.
  ///
  /// @param outcome [SettingsMessage.Outcome#OTHER] when nobody answered or another wish is under
  ///   way
  /// @param made the version that came of it, null when none did
  record SettingsAnswered(SettingsMessage.Outcome outcome, @Nullable SettingsVersion made)
      implements RadioEvent {}

  /// As a leader: a version of the settings moves on, or back.
  ///
  /// @param evidence what was seen, for people
  record RollOutMoved(SettingsVersion version, RollOutStage stage, String evidence)
      implements RadioEvent {}

  /// At the leader and at operators' nodes: a device knocks.
  ///
  /// @param name what it calls itself
  /// @param words four words; the device shows the same ones when nobody is in between
  record Knocked(NodeId node, DeviceKeys keys, String name, String words) implements RadioEvent {}

  /// A device no longer waits: it is in, was turned away, or gave up.
  record KnockOver(NodeId node) implements RadioEvent {}

  /// At a [JoiningNode]: something of a channel of that name came, from whomever. Told once.
  record ChannelHeard() implements RadioEvent {}

  /// At a [JoiningNode]: an operator has to look.
  ///
  /// @param words four words; the operator sees the same ones when nobody is in between
  record JoinPending(String words) implements RadioEvent {}

  /// At a [JoiningNode]: this device is a member.
  ///
  /// @param channelKey the channel's Ed25519 key, 32 bytes
  /// @param entry its own entry
  /// @param certificates what the entries need to be checked
  /// @param others entries of members whom it can believe at once; they tell it of the rest
  /// @param hosts where such members are, for [RadioCommand.Introduce]
  record Joined(
      Bytes channelKey,
      Bytes entry,
      List<Bytes> certificates,
      List<Bytes> others,
      List<PeerAddress> hosts)
      implements RadioEvent {

    public Joined {
      hosts = List.copyOf(hosts);
      certificates = List.copyOf(certificates);
      others = List.copyOf(others);
    }
  }

  /// At a [JoiningNode]: somebody says no. It is not proven, so asking goes on.
  record JoinRefused(TrustMessage.RefuseCause cause) implements RadioEvent {}

  /// This device is no member any more: it was put out, or its time is over.
  record PutOut() implements RadioEvent {}

  /// Frames came that their talker never sent: the burst is not played any further.
  ///
  /// @param from the neighbour that the frame came from
  record VoiceForged(LeaseId lease, long sequence, NodeId from) implements RadioEvent {}

  /// Devices of protocol v1 are on this network.
  ///
  /// @param count how many were heard in the last ten seconds
  /// @param joined whether this node joins them to the channel
  record OldDevices(int count, boolean joined) implements RadioEvent {}

  /// As a leader: the tree has changed.
  ///
  /// @param moved how many nodes have another parent than before
  record TreeChanged(long epoch, int moved) implements RadioEvent {}
}
