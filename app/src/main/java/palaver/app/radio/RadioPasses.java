// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.app.radio.entrance.InviteToken;
import palaver.app.radio.entrance.JoinToken;
import palaver.base.Bytes;
import palaver.net.SystemSecrets;
import palaver.net.radio.NodeFiles.ChannelName;
import palaver.net.radio.NodeFiles.Documents;
import palaver.net.radio.RadioDriver;
import palaver.radio.RadioCommand;
import palaver.radio.RadioEvent;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.Invite;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;

/// What an operator's node gives to those who come in: tokens for devices that it admits, and
/// invites.
///
/// @param membership the node's own, looked at on its thread
record RadioPasses(
    RadioDriver<RadioCommand, RadioEvent> driver,
    DeviceIdentity identity,
    ChannelName channel,
    Membership membership) {

  /// As an operator: admits a device and tells the others; what it starts with.
  JoinToken admit(DeviceKeys keys, String name, Rights rights, long untilMs) {
    return RadioStation.answered(
        driver.ask(_ -> {
          MemberEntry before = membership.entry(keys.node());
          long version = before == null ? 1 : before.version() + 1;
          MemberEntry entry = MemberEntry.admit(identity, keys, name, rights, version, untilMs);
          driver.command(new RadioCommand.Documents(List.of(), List.of(entry.signed())));
          return token(entry.signed());
        }));
  }

  /// The new device's own entry first, then those of others, this one among them.
  private JoinToken token(Bytes entry) {
    List<Bytes> entries = new ArrayList<>(List.of(entry));
    for (Bytes other : known(JoinToken.ENTRIES_MAX - 1)) {
      if (!entry.equals(other)) {
        entries.add(other);
      }
    }
    return new JoinToken(channel, new Documents(membership.certificates(), entries));
  }

  /// Entries of members, this device's own first.
  private List<Bytes> known(int countMax) {
    List<Bytes> entries = new ArrayList<>();
    MemberEntry own = membership.entry(identity.node());
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

  /// As an operator: an invite for as many devices as `uses` says.
  InviteToken invite(Rights rights, int uses, long untilMs, long memberUntilMs) {
    return RadioStation.answered(
        driver.ask(_ -> {
          Bytes secret = Bytes.of(new SystemSecrets().bytes(32));
          Invite invite = Invite.issue(identity, secret, rights, uses, untilMs, memberUntilMs);
          return new InviteToken(channel, secret, invite.signed(), known(InviteToken.ENTRIES_MAX));
        }));
  }
}
