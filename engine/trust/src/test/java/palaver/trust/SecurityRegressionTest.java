// SPDX-License-Identifier: Apache-2.0
package palaver.trust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static palaver.trust.Venue.NOW_EPOCH_MS;
import static palaver.trust.Venue.UNTIL_MS;

import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Datagram;
import palaver.trust.Gate.Verdict;
import palaver.trust.link.Cookies;
import palaver.trust.link.Links;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.Rights;
import palaver.wire.BigEndian;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.EnvelopeWriter;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.KeyMessage;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.MessageCodec;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.SettingsVersion;
import palaver.wire.radio.Term;
import palaver.wire.radio.TextMessage;
import palaver.wire.radio.TrustMessage;

/// The attacks of docs/security-model.md against a node's gate, one by one.
class SecurityRegressionTest {
  private static final int PORT = 17;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final RadioMessage PRESS = new FloorMessage.Request(1, 0, false, true);

  private final Venue venue = new Venue(8);
  private final DeviceIdentity node = venue.member(Rights.TALKER);
  private final DeviceIdentity peer = venue.member(Rights.TALKER);
  private final DeviceIdentity stranger = venue.device();
  private final Links links = links(node);
  private final Links peerLinks = links(peer);
  private final Cookies cookies = new Cookies(venue.crypto, venue.secrets, 0);
  private final StatementVerifier verifier = new StatementVerifier(venue.crypto.signatures());
  private final Authority authority = new Authority(venue.membership);
  private final Gate gate =
      new Gate(node.node(), venue.membership, links, cookies, verifier, Gate.Limits.DEFAULT);
  private final byte[] bytes = new byte[EnvelopeFormat.PACKET_BYTES_MAX];
  private final EnvelopeWriter writer = new EnvelopeWriter();
  private final EnvelopeView view = new EnvelopeView();
  private final Datagram datagram = new Datagram();
  private int length;
  private long nowNs;

  SecurityRegressionTest() {
    var open = requireNonNull(peerLinks.open(0, node.node(), null));
    var answer = requireNonNull(links.onOpen(0, peer.node(), open));
    assertThat(peerLinks.onAnswer(0, node.node(), answer)).isTrue();
  }

  private Links links(DeviceIdentity device) {
    return new Links(venue.crypto, venue.secrets, device.node(), 1, 100);
  }

  /// Writes a datagram of `from`; signed by `signer` and with the MAC of `macs` when there are any.
  private void send(
      DeviceIdentity from,
      long boot,
      long sequence,
      RadioMessage message,
      @Nullable DeviceIdentity signer,
      @Nullable Links macs) {
    MessageType type = message.type();
    writer.begin(bytes, 0, type, 1, from.node().value(), boot, sequence, 0);
    assertThat(writer.message(message)).isTrue();
    if (signer != null) {
      byte[] payload = new byte[EnvelopeFormat.PAYLOAD_BYTES_MAX];
      int payloadBytes = MessageCodec.write(message, payload, 0, payload.length);
      Bytes signature = signer.sign(type, Bytes.of(payload, 0, payloadBytes));
      signature.copyTo(bytes, writer.signatureAt(signer.node().value()));
    }
    if (macs != null) {
      int at = writer.macAt();
      assertThat(macs.tag(node.node(), bytes, 0, at, bytes, at)).isTrue();
    }
    length = writer.finish();
  }

  private Verdict arrive() {
    return gate.check(nowNs, NOW_EPOCH_MS, datagram.set(bytes, 0, length, PORT), view);
  }

  @Test
  void aMemberIsHeard() {
    send(peer, 1, 1, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    assertThat(gate.count(Verdict.ACCEPTED)).isEqualTo(1);
    send(node, 1, 1, PRESS, null, null);
    assertThat(arrive()).isEqualTo(Verdict.OWN);
  }

  @Test
  void aReplayedPacketIsRefused() {
    send(peer, 1, 5, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    assertThat(arrive()).isEqualTo(Verdict.REPLAYED);
  }

  @Test
  void aPacketFromBeforeARestartIsRefused() {
    send(peer, 1, 5, PRESS, null, peerLinks);
    byte[] recorded = bytes.clone();
    int recordedBytes = length;
    send(peer, 2, 0, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    System.arraycopy(recorded, 0, bytes, 0, recordedBytes);
    assertThat(arrive()).isEqualTo(Verdict.REPLAYED);
  }

  @Test
  void aSpoofedSenderIsRefusedAndDoesNotShutTheTrueOneOut() {
    send(peer, 9, 1_000_000, PRESS, null, null);
    assertThat(arrive()).isEqualTo(Verdict.WRONG_MAC);
    send(peer, 9, 1_000_000, PRESS, null, peerLinks);
    bytes[40] ^= 1;
    repairChecksum();
    assertThat(arrive()).isEqualTo(Verdict.WRONG_MAC);
    send(peer, 1, 1, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
  }

  private void repairChecksum() {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length - 4);
    BigEndian.put32(bytes, length - 4, (int) crc.getValue());
  }

  @Test
  void aStrangerCannotAskForTheFloorNorClaimToLead() {
    send(stranger, 1, 1, PRESS, stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.STRANGER);
    Term term = Venue.term(99, stranger.node());
    send(stranger, 1, 2, claim(term), stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.STRANGER);
    assertThat(authority.allows(stranger.node(), PRESS, NOW_EPOCH_MS)).isFalse();
    assertThat(authority.allows(stranger.node(), claim(term), NOW_EPOCH_MS)).isFalse();
    assertThat(authority.allowsLease(stranger.node(), lease(term, peer), NOW_EPOCH_MS)).isFalse();
  }

  private static PresenceMessage.TermClaim claim(Term term) {
    return new PresenceMessage.TermClaim(term, Term.NONE, PresenceMessage.Cause.NO_LEADER);
  }

  private static Lease lease(Term term, DeviceIdentity holder) {
    return new Lease(new LeaseId(term, 1), 0, 1, holder.node(), 1, 3_000, 30_000, 0, false, null);
  }

  @Test
  void aMemberCannotSpeakForALeader() {
    Term othersTerm = Venue.term(3, node.node());
    send(peer, 1, 1, claim(othersTerm), peer, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    for (RadioMessage message : wordsOfALeader(othersTerm)) {
      assertThat(authority.allows(peer.node(), message, NOW_EPOCH_MS))
          .as(message.type().name())
          .isFalse();
      boolean own = authority.allows(node.node(), message, NOW_EPOCH_MS);
      assertThat(own).as(message.type().name()).isTrue();
    }
  }

  private RadioMessage[] wordsOfALeader(Term term) {
    KeyId key = new KeyId(term, 1);
    SettingsVersion version = new SettingsVersion(term, 1, Bytes.of(new byte[32]));
    return new RadioMessage[] {
      claim(term),
      new PresenceMessage.Resign(term, NodeId.NONE, PresenceMessage.Cause.ASKED),
      new PresenceMessage.Welcome(term, null, null, null, 0),
      new FloorMessage.LeaseStatement(lease(term, peer)),
      new FloorMessage.Idle(term, 1, 0),
      new FloorMessage.Revoke(new LeaseId(term, 1), FloorMessage.RevokeCause.PREEMPTED, 0),
      new RelayMessage.TopologyAssign(term, 1, NodeId.NONE, NodeId.NONE, List.of(), List.of()),
      new KeyMessage.Handover(key, 0, Bytes.EMPTY),
      new KeyMessage.Activate(key),
      new SettingsMessage.Snapshot(
          version, 0, 1, 0, venue.operator.node(), Bytes.EMPTY, Bytes.EMPTY)
    };
  }

  @Test
  void aListenerCannotGetTheFloorNorLead() {
    DeviceIdentity listener = venue.member(Rights.LISTENER);
    assertThat(authority.allows(listener.node(), PRESS, NOW_EPOCH_MS)).isFalse();
    Term term = Venue.term(2, node.node());
    assertThat(authority.allowsLease(node.node(), lease(term, listener), NOW_EPOCH_MS)).isFalse();
    Term own = Venue.term(2, listener.node());
    assertThat(authority.allows(listener.node(), claim(own), NOW_EPOCH_MS)).isFalse();
  }

  @Test
  void nobodyGetsMorePriorityThanTheMembershipGives() {
    RadioMessage urgent = new FloorMessage.Request(1, 0, true, true);
    RadioMessage high = new FloorMessage.Request(1, 9, false, true);
    assertThat(authority.allows(peer.node(), urgent, NOW_EPOCH_MS)).isFalse();
    assertThat(authority.allows(peer.node(), high, NOW_EPOCH_MS)).isFalse();
    DeviceIdentity medic = venue.member(new Rights(Rights.TALK | Rights.EMERGENCY, 9));
    assertThat(authority.allows(medic.node(), urgent, NOW_EPOCH_MS)).isTrue();
    assertThat(authority.allows(medic.node(), high, NOW_EPOCH_MS)).isTrue();
  }

  @Test
  void aLeaderCannotChangeSettingsWithoutAnOperator() {
    Term term = Venue.term(3, node.node());
    SettingsVersion version = new SettingsVersion(term, 1, Bytes.of(new byte[32]));
    RadioMessage own =
        new SettingsMessage.Snapshot(version, 0, 1, 0, node.node(), Bytes.EMPTY, Bytes.EMPTY);
    assertThat(authority.allows(node.node(), own, NOW_EPOCH_MS)).isFalse();
    RadioMessage wish = new SettingsMessage.Propose(null, Bytes.EMPTY);
    assertThat(authority.allows(node.node(), wish, NOW_EPOCH_MS)).isFalse();
    assertThat(authority.allows(venue.operator.node(), wish, NOW_EPOCH_MS)).isTrue();
  }

  @Test
  void aTextIsItsAuthorsOwn() {
    TextMessage.Text text =
        new TextMessage.Text(new TextMessage.Id(peer.node(), 1, 1), 1, 0, "hello");
    assertThat(authority.allows(peer.node(), text, NOW_EPOCH_MS)).isTrue();
    assertThat(authority.allows(node.node(), text, NOW_EPOCH_MS)).isFalse();
  }

  @Test
  void aStatementIsPassedOnButNotAltered() {
    DeviceIdentity leader = venue.member(Rights.TALKER);
    RadioMessage lease = new FloorMessage.LeaseStatement(lease(Venue.term(4, leader.node()), peer));
    send(peer, 1, 1, lease, leader, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    send(peer, 1, 2, lease, leader, null);
    assertThat(arrive()).isEqualTo(Verdict.WRONG_MAC);
    send(peer, 1, 3, lease, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.UNSIGNED);

    DeviceIdentity liar = peer;
    RadioMessage other = new FloorMessage.LeaseStatement(lease(Venue.term(5, leader.node()), liar));
    send(peer, 1, 4, other, liar, null);
    BigEndian.put64(bytes, EnvelopeFormat.HEADER_BYTES + payloadBytes(), leader.node().value());
    int macAt = length - 4;
    bytes[3] |= EnvelopeFormat.FLAG_MAC;
    assertThat(peerLinks.tag(node.node(), bytes, 0, macAt, bytes, macAt)).isTrue();
    length += EnvelopeFormat.MAC_BYTES;
    repairChecksum();
    assertThat(arrive()).isEqualTo(Verdict.WRONG_SIGNATURE);
  }

  private int payloadBytes() {
    return BigEndian.u16(bytes, 4);
  }

  @Test
  void aStatementOfAStrangerPassedOnByAMemberChangesNothing() {
    send(peer, 1, 1, claim(Venue.term(8, stranger.node())), stranger, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.STRANGER);
  }

  @Test
  void aRepeatedStatementIsVerifiedOnce() {
    RadioMessage idle = new FloorMessage.Idle(Venue.term(4, peer.node()), 1, 0);
    for (int sequence = 0; sequence < 10; sequence++) {
      send(peer, 1, sequence, idle, peer, peerLinks);
      assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    }
    assertThat(verifier.verifiedCount()).isEqualTo(1);
  }

  @Test
  void aRevokedDeviceIsOutAtOnce() {
    send(peer, 1, 1, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
    venue.revoke(peer);
    send(peer, 1, 2, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.STRANGER);
    assertThat(authority.allows(peer.node(), PRESS, NOW_EPOCH_MS)).isFalse();
    gate.drop(peer.node());
    assertThat(links.isOpen(peer.node())).isFalse();
  }

  @Test
  void anExpiredMemberIsAStranger() {
    send(peer, 1, 1, PRESS, null, peerLinks);
    assertThat(gate.check(0, UNTIL_MS, datagram.set(bytes, 0, length, PORT), view))
        .isEqualTo(Verdict.STRANGER);
  }

  private TrustMessage.JoinRequest request(DeviceIdentity device, @Nullable Bytes cookie) {
    DeviceKeys keys = device.keys();
    Capabilities capabilities = new Capabilities(2, 2, Capabilities.NodeClass.PHONE, 0, 0);
    Bytes nonce = Bytes.of(new byte[16]);
    return new TrustMessage.JoinRequest(
        keys.signingKey(), keys.agreementKey(), "", capabilities, nonce, null, cookie);
  }

  @Test
  void aStrangersSignatureIsLookedAtOnlyAfterACookieAndTwentyTimesASecond() {
    send(stranger, 1, 1, request(stranger, null), stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.COOKIE_WANTED);
    Bytes elsewhere = cookies.issue(0, PORT + 1, stranger.node());
    send(stranger, 1, 1, request(stranger, elsewhere), stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.COOKIE_WANTED);
    assertThat(verifier.verifiedCount()).isZero();

    int accepted = 0;
    for (int i = 0; i < 40; i++) {
      DeviceIdentity joiner = venue.device();
      Bytes cookie = cookies.issue(nowNs, PORT, joiner.node());
      send(joiner, 1, 1, request(joiner, cookie), joiner, null);
      accepted += arrive() == Verdict.ACCEPTED ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(20);
    nowNs += SECOND_NS;
    Bytes cookie = cookies.issue(nowNs, PORT, stranger.node());
    send(stranger, 1, 1, request(stranger, cookie), stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aJoinForSomebodyElsesKeyIsRefused() {
    Bytes cookie = cookies.issue(0, PORT, stranger.node());
    send(stranger, 1, 1, request(venue.device(), cookie), stranger, null);
    assertThat(arrive()).isEqualTo(Verdict.WRONG_SIGNATURE);
    send(stranger, 1, 1, request(stranger, cookie), null, null);
    assertThat(arrive()).isEqualTo(Verdict.UNSIGNED);
  }

  @Test
  void aFloodOfStrangersLeavesTheMembersAlone() {
    RadioMessage goodbye = new PresenceMessage.Goodbye(PresenceMessage.Cause.OTHER);
    for (int i = 0; i < 5_000; i++) {
      send(stranger, 1, i, goodbye, null, null);
      arrive();
    }
    assertThat(gate.count(Verdict.TOO_MUCH)).isGreaterThan(4_900);
    send(peer, 1, 1, PRESS, null, peerLinks);
    assertThat(arrive()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aMemberThatFloodsIsCutToItsRate() {
    int accepted = 0;
    for (int i = 0; i < 2_000; i++) {
      send(peer, 1, i, PRESS, null, peerLinks);
      accepted += arrive() == Verdict.ACCEPTED ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(Gate.Limits.DEFAULT.member().burst());
  }

  @Test
  void damageAndFirstContactAreToldApart() {
    length = 20;
    assertThat(arrive()).isEqualTo(Verdict.DAMAGED);
    send(stranger, 1, 1, new TrustMessage.Cookie(Bytes.EMPTY), null, null);
    assertThat(arrive()).isEqualTo(Verdict.UNPROVEN);
    send(peer, 1, 1, new TrustMessage.Cookie(Bytes.EMPTY), null, null);
    assertThat(arrive()).isEqualTo(Verdict.UNPROVEN);
  }
}
