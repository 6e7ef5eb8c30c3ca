// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.Invite;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;

/// What an operator gives to a device that is to come in. Only the node's own thread uses it.
final class RadioTokens {
  private final DeviceIdentity operator;
  private final ChannelName channel;
  private final Membership membership;

  RadioTokens(DeviceIdentity operator, ChannelName channel, Membership membership) {
    this.operator = operator;
    this.channel = channel;
    this.membership = membership;
  }

  /// A device's entry, signed; one above the entry that it has.
  Bytes entry(DeviceKeys keys, String name, Rights rights, long untilMs) {
    MemberEntry before = membership.entry(keys.node());
    long version = before == null ? 1 : before.version() + 1;
    return MemberEntry.admit(operator, keys, name, rights, version, untilMs).signed();
  }

  /// The new device's own entry first, then those of others, this one among them.
  JoinToken join(Bytes entry) {
    List<Bytes> entries = new ArrayList<>(List.of(entry));
    for (Bytes other : known(JoinToken.ENTRIES_MAX - 1)) {
      if (!entry.equals(other)) {
        entries.add(other);
      }
    }
    return new JoinToken(channel, new Documents(membership.certificates(), entries));
  }

  /// An invite for as many devices as `uses` says.
  InviteToken invite(Rights rights, int uses, long untilMs, long memberUntilMs) {
    Bytes secret = Bytes.of(new SystemSecrets().bytes(32));
    Invite invite = Invite.issue(operator, secret, rights, uses, untilMs, memberUntilMs);
    return new InviteToken(channel, secret, invite.signed(), known(InviteToken.ENTRIES_MAX));
  }

  /// Entries of members, this device's own first.
  private List<Bytes> known(int countMax) {
    List<Bytes> entries = new ArrayList<>();
    MemberEntry own = membership.entry(operator.node());
    if (own != null) {
      entries.add(own.signed());
    }
    for (Bytes other : membership.entriesAfter(NodeId.NONE, countMax)) {
      if (entries.size() < countMax && !entries.contains(other)) {
        entries.add(other);
      }
    }
    return entries;
  }
}
