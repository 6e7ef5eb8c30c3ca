// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static palaver.trust.Venue.NOW_EPOCH_MS;
import static palaver.trust.Venue.UNTIL_MS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.trust.Venue;
import palaver.trust.member.Membership.Outcome;
import palaver.wire.radio.NodeId;

class MembershipTest {
  private final Venue venue = new Venue(1);

  @Test
  void anOperatorAdmitsADevice() {
    DeviceIdentity device = venue.member(Rights.TALKER);

    assertThat(venue.membership.rights(device.node(), NOW_EPOCH_MS)).isEqualTo(Rights.TALKER);
    assertThat(venue.membership.isOperator(device.node(), NOW_EPOCH_MS)).isFalse();
    assertThat(venue.membership.isOperator(venue.operator.node(), NOW_EPOCH_MS)).isTrue();
    assertThat(venue.membership.members(NOW_EPOCH_MS))
        .containsExactlyInAnyOrder(device.node(), venue.operator.node());
  }

  @Test
  void nobodyElseCanAdmitADevice() {
    DeviceIdentity member = venue.member(Rights.TALKER);
    DeviceIdentity stranger = venue.device();
    Bytes byMember =
        MemberEntry.admit(member, stranger.keys(), "", Rights.TALKER, 1, UNTIL_MS).signed();
    assertThat(venue.membership.add(byMember)).isEqualTo(Outcome.ISSUER_UNKNOWN);

    byte[] altered = venue.admitted(stranger, Rights.LISTENER).signed().toArray();
    altered[75] ^= 1;
    assertThat(venue.membership.add(Bytes.of(altered))).isIn(Outcome.FORGED, Outcome.MALFORMED);
    assertThat(venue.membership.add(Bytes.EMPTY)).isEqualTo(Outcome.MALFORMED);
    assertThat(venue.isMember(stranger.keys())).isFalse();
  }

  @Test
  void aMembershipEnds() {
    DeviceIdentity device = venue.member(Rights.TALKER);
    assertThat(venue.membership.isMember(device.node(), UNTIL_MS - 1)).isTrue();
    assertThat(venue.membership.isMember(device.node(), UNTIL_MS)).isFalse();
    assertThat(venue.membership.isOperator(venue.operator.node(), UNTIL_MS)).isFalse();
  }

  @Test
  void noEntryOutlivesItsIssuer() {
    DeviceIdentity device = venue.device();
    Bytes tooLong =
        MemberEntry.admit(venue.operator, device.keys(), "", Rights.TALKER, 1, UNTIL_MS + 1)
            .signed();
    assertThat(venue.membership.add(tooLong)).isEqualTo(Outcome.TOO_LONG_VALID);
  }

  @Test
  void aRevokedDeviceIsOutAtOnceAndStaysOut() {
    DeviceIdentity device = venue.member(Rights.TALKER);
    venue.revoke(device);
    assertThat(venue.isMember(device.keys())).isFalse();

    Bytes again =
        MemberEntry.admit(venue.operator, device.keys(), "", Rights.TALKER, 99, UNTIL_MS).signed();
    assertThat(venue.membership.add(again)).isEqualTo(Outcome.KNOWN);
    assertThat(venue.isMember(device.keys())).isFalse();
  }

  @Test
  void rightsChangeWithAHigherVersionOnly() {
    DeviceIdentity device = venue.member(Rights.TALKER);
    Bytes newer =
        MemberEntry.admit(venue.operator, device.keys(), "", Rights.LISTENER, 2, UNTIL_MS).signed();
    Bytes older = venue.admitted(device, new Rights(Rights.TALK, 200)).signed();

    assertThat(venue.membership.add(newer)).isEqualTo(Outcome.ADDED);
    assertThat(venue.membership.add(older)).isEqualTo(Outcome.KNOWN);
    assertThat(venue.membership.rights(device.node(), NOW_EPOCH_MS)).isEqualTo(Rights.LISTENER);
  }

  @Test
  void setsMergeToTheSameInAnyOrder() {
    List<Bytes> entries = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      DeviceIdentity device = venue.device();
      MemberEntry entry = venue.admitted(device, Rights.TALKER);
      entries.add(entry.signed());
      if (i % 2 == 0) {
        entries.add(MemberEntry.revoke(venue.operator, entry, false).signed());
        entries.add(
            MemberEntry.admit(venue.operator, device.keys(), "", Rights.LISTENER, 5, UNTIL_MS)
                .signed());
      }
    }
    Bytes expected = null;
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(entries, new Random(seed));
      Membership merged = venue.emptySet();
      merged.addCertificate(venue.certificate);
      entries.forEach(merged::add);
      expected = expected == null ? merged.digest() : expected;
      assertThat(merged.digest()).isEqualTo(expected);
      assertThat(merged.members(NOW_EPOCH_MS)).hasSize(3);
    }
  }

  @Test
  void aSetTravelsInParts() {
    for (int i = 0; i < 7; i++) {
      venue.member(Rights.TALKER);
    }
    Membership other = venue.emptySet();
    venue.membership.certificates().forEach(other::addCertificate);
    NodeId after = NodeId.NONE;
    for (int part = 0; part < 4; part++) {
      for (Bytes entry : venue.membership.entriesAfter(after, 2)) {
        assertThat(other.add(entry)).isEqualTo(Outcome.ADDED);
        after = ((Parsed.Ok<MemberEntry>) MemberEntry.parse(entry)).value().node();
      }
    }
    assertThat(other.digest()).isEqualTo(venue.membership.digest());
    assertThat(other.shortDigest()).isEqualTo(venue.membership.shortDigest());
  }

  @Test
  void aStolenOperatorIsPutOutByTheChannelKeyWithAllThatItAdmitted() {
    DeviceIdentity thief = venue.member(Rights.TALKER);
    venue.membership.addCertificate(venue.certificateFor(thief, UNTIL_MS));
    DeviceIdentity friend = venue.device();
    DeviceIdentity honest = venue.member(Rights.TALKER);
    venue.membership.add(
        MemberEntry.admit(thief, friend.keys(), "", Rights.TALKER, 1, UNTIL_MS).signed());
    venue.membership.add(
        MemberEntry.admit(thief, honest.keys(), "", Rights.LISTENER, 77, UNTIL_MS).signed());
    assertThat(venue.isMember(friend.keys())).isTrue();

    MemberEntry known = requireNonNull(venue.membership.entry(thief.node()));
    MemberEntry revocation = MemberEntry.revoke(venue.operator, known, true);
    Bytes byChannelKey =
        MemberEntry.byChannelKey(venue.crypto.signatures(), venue.channelSecret, revocation)
            .signed();
    assertThat(venue.membership.add(byChannelKey)).isEqualTo(Outcome.ADDED);

    assertThat(venue.membership.isOperator(thief.node(), NOW_EPOCH_MS)).isFalse();
    assertThat(venue.isMember(friend.keys())).isFalse();
    assertThat(venue.membership.rights(honest.node(), NOW_EPOCH_MS)).isEqualTo(Rights.TALKER);
  }

  @Test
  void aCertificateOfAnotherChannelCountsNothing() {
    Venue other = new Venue(2);
    assertThat(venue.membership.addCertificate(other.certificate)).isEqualTo(Outcome.FORGED);
    assertThat(venue.membership.addCertificate(Bytes.of(new byte[90])))
        .isEqualTo(Outcome.MALFORMED);
    assertThat(venue.membership.addCertificate(venue.certificate)).isEqualTo(Outcome.KNOWN);
    MemberEntry foreign = other.admitted(other.device(), Rights.TALKER);
    assertThat(venue.membership.add(foreign.signed())).isEqualTo(Outcome.ISSUER_UNKNOWN);
  }

  @Test
  void aFullSetTakesNoDeviceButEveryRemoval() {
    Membership small = new Membership(venue.crypto, venue.channelKey, new Membership.Limits(2, 1));
    small.addCertificate(venue.certificate);
    MemberEntry first = venue.admitted(venue.device(), Rights.TALKER);
    small.add(first.signed());
    small.add(venue.admitted(venue.device(), Rights.TALKER).signed());
    MemberEntry third = venue.admitted(venue.device(), Rights.TALKER);

    assertThat(small.add(third.signed())).isEqualTo(Outcome.FULL);
    assertThat(small.add(MemberEntry.revoke(venue.operator, first, false).signed()))
        .isEqualTo(Outcome.ADDED);
    assertThat(small.add(MemberEntry.revoke(venue.operator, third, false).signed()))
        .isEqualTo(Outcome.ADDED);
    assertThat(small.entriesAfter(NodeId.NONE, 9)).hasSize(2);
    assertThat(small.addCertificate(venue.certificateFor(venue.device(), UNTIL_MS)))
        .isEqualTo(Outcome.FULL);
  }

  @Test
  void aDeviceComesBackFromItsStoredSecrets() {
    DeviceIdentity device = venue.device();
    DeviceIdentity again = DeviceIdentity.of(venue.crypto, device.secretBytes());
    assertThat(again.keys()).isEqualTo(device.keys());
    assertThat(again.node()).isEqualTo(device.node());
  }
}
