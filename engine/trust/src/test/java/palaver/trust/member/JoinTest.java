// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static palaver.trust.Venue.NOW_EPOCH_MS;
import static palaver.trust.Venue.UNTIL_MS;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.trust.Venue;
import palaver.trust.member.Doorkeeper.Policy;
import palaver.trust.member.JoinDecision.Admitted;
import palaver.trust.member.JoinDecision.Pending;
import palaver.trust.member.JoinDecision.Refused;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.TrustMessage.JoinRequest;
import palaver.wire.radio.TrustMessage.RefuseCause;

class JoinTest {
  private static final long HOUR_MS = 3_600_000;
  private static final Capabilities CAPABILITIES =
      new Capabilities(2, 2, Capabilities.NodeClass.PHONE, 0, 0);

  private final Venue venue = new Venue(3);
  private final Doorkeeper door = new Doorkeeper(venue.membership, venue.secrets, Policy.OPEN);
  private final Bytes inviteSecret = Bytes.of(venue.secrets.bytes(32));

  private JoinRequest request(DeviceIdentity device, @Nullable Bytes invite) {
    Bytes nonce = Bytes.of(venue.secrets.bytes(16));
    DeviceKeys keys = device.keys();
    return new JoinRequest(
        keys.signingKey(), keys.agreementKey(), "phone", CAPABILITIES, nonce, invite, null);
  }

  private Invite invite(int usesMax) {
    return Invite.issue(
        venue.operator, inviteSecret, Rights.TALKER, usesMax, NOW_EPOCH_MS + HOUR_MS, UNTIL_MS);
  }

  private Bytes redeemed(Invite invite, DeviceIdentity device) {
    return MemberEntry.redeem(
            venue.crypto.signatures(), inviteSecret, invite, device.keys(), "phone")
        .signed();
  }

  private JoinDecision decide(JoinRequest request) {
    return door.decide(0, NOW_EPOCH_MS, request);
  }

  @Test
  void aDeviceOnTheAllowlistComesIn() {
    door.policy(Policy.ALLOWLIST_ONLY);
    DeviceIdentity listed = venue.member(Rights.TALKER);

    assertThat(decide(request(listed, null))).isInstanceOf(Admitted.class);
    assertThat(decide(request(venue.device(), null)))
        .isEqualTo(new Refused(RefuseCause.NOT_ALLOWED));
    DeviceIdentity other = venue.device();
    assertThat(decide(request(other, redeemed(invite(1), other))))
        .isEqualTo(new Refused(RefuseCause.NOT_ALLOWED));
  }

  @Test
  void theBearerOfAnInviteComesIn() {
    DeviceIdentity device = venue.device();
    assertThat(decide(request(device, redeemed(invite(1), device)))).isInstanceOf(Admitted.class);
    assertThat(venue.membership.rights(device.node(), NOW_EPOCH_MS)).isEqualTo(Rights.TALKER);
  }

  @Test
  void anInviteIsGoodForAsManyDevicesAsItSays() {
    Invite invite = invite(2);
    for (int i = 0; i < 2; i++) {
      DeviceIdentity device = venue.device();
      assertThat(decide(request(device, redeemed(invite, device)))).isInstanceOf(Admitted.class);
    }
    DeviceIdentity third = venue.device();
    assertThat(decide(request(third, redeemed(invite, third))))
        .isEqualTo(new Refused(RefuseCause.INVITE_USED_UP));
  }

  @Test
  void anInviteExpires() {
    DeviceIdentity device = venue.device();
    JoinRequest request = request(device, redeemed(invite(1), device));
    assertThat(door.decide(0, NOW_EPOCH_MS + HOUR_MS, request))
        .isEqualTo(new Refused(RefuseCause.INVITE_EXPIRED));
  }

  @Test
  void anInviteThatWasSeenInTheAirIsOfNoUse() {
    Invite invite = invite(5);
    DeviceIdentity bearer = venue.device();
    Bytes seen = redeemed(invite, bearer);
    DeviceIdentity eavesdropper = venue.device();

    assertThat(decide(request(eavesdropper, seen)))
        .isEqualTo(new Refused(RefuseCause.INVITE_WRONG));
    Bytes forged =
        MemberEntry.redeem(
                venue.crypto.signatures(),
                Bytes.of(venue.secrets.bytes(32)),
                invite,
                eavesdropper.keys(),
                "")
            .signed();
    assertThat(decide(request(eavesdropper, forged)))
        .isEqualTo(new Refused(RefuseCause.INVITE_WRONG));
    assertThat(decide(request(eavesdropper, Bytes.of(new byte[100]))))
        .isEqualTo(new Refused(RefuseCause.INVITE_WRONG));
  }

  @Test
  void twoHalvesOfASplitThatOveruseAnInviteAgreeOnWhoStays() {
    Invite invite = invite(1);
    DeviceIdentity here = venue.device();
    DeviceIdentity there = venue.device();
    Membership left = venue.emptySet();
    Membership right = venue.emptySet();
    left.addCertificate(venue.certificate);
    right.addCertificate(venue.certificate);
    left.add(redeemed(invite, here));
    right.add(redeemed(invite, there));
    left.add(redeemed(invite, there));
    right.add(redeemed(invite, here));

    assertThat(left.members(NOW_EPOCH_MS)).hasSize(1).isEqualTo(right.members(NOW_EPOCH_MS));
    assertThat(left.usesOf(invite)).isEqualTo(1);
  }

  @Test
  void anOperatorApprovesAfterComparingFourWords() {
    DeviceIdentity device = venue.device();
    JoinRequest request = request(device, null);
    assertThat(decide(request)).isInstanceOf(Pending.class);
    Pending pending = (Pending) decide(request);

    assertThat(pending.words()).matches("([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz]( .*){3}");
    assertThat(FourWords.of(venue.channelKey, request, pending.nonce())).isEqualTo(pending.words());
    assertThat(door.waiting(1)).hasSize(1);

    Doorkeeper.Waiting waiting = requireNonNull(door.waiting(device.node()));
    assertThat(waiting.keys()).isEqualTo(device.keys());
    venue.membership.add(venue.admitted(device, Rights.TALKER).signed());
    assertThat(decide(request)).isInstanceOf(Admitted.class);
    assertThat(door.waiting(1)).isEmpty();
  }

  @Test
  void somebodyInTheMiddleShowsOtherWords() {
    DeviceIdentity device = venue.device();
    JoinRequest request = request(device, null);
    JoinRequest between =
        new JoinRequest(
            venue.device().keys().signingKey(),
            request.agreementKey(),
            request.name(),
            CAPABILITIES,
            request.nonce(),
            null,
            null);
    Bytes nonce = Bytes.of(new byte[16]);
    assertThat(FourWords.of(venue.channelKey, between, nonce))
        .isNotEqualTo(FourWords.of(venue.channelKey, request, nonce));
  }

  @Test
  void whoWaitsTooLongIsForgottenAndFewWaitAtATime() {
    for (int i = 0; i < Doorkeeper.PENDING_MAX; i++) {
      assertThat(decide(request(venue.device(), null))).isInstanceOf(Pending.class);
    }
    assertThat(decide(request(venue.device(), null))).isEqualTo(new Refused(RefuseCause.BUSY));
    assertThat(door.waiting(Doorkeeper.PENDING_NS)).isEmpty();
    assertThat(door.decide(Doorkeeper.PENDING_NS, NOW_EPOCH_MS, request(venue.device(), null)))
        .isInstanceOf(Pending.class);
  }

  @Test
  void aRevokedDeviceStaysOut() {
    DeviceIdentity device = venue.member(Rights.TALKER);
    venue.revoke(device);
    assertThat(decide(request(device, null))).isEqualTo(new Refused(RefuseCause.REVOKED));
    DeviceIdentity declined = venue.device();
    decide(request(declined, null));
    door.decline(declined.node());
    assertThat(door.waiting(1)).isEmpty();
  }
}
