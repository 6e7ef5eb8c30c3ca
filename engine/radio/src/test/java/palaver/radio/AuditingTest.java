// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Outbox;
import palaver.radio.Group.Member;
import palaver.trust.audit.BurstDigest;
import palaver.trust.crypto.StandardCrypto;
import palaver.wire.radio.AuditMessage.FrameDigest;
import palaver.wire.radio.AuditMessage.MismatchReport;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Statement;
import palaver.wire.radio.Term;
import palaver.wire.radio.VoiceFrameFormat;

class AuditingTest {

  @Test
  void honestVoiceIsNeverMuted() {
    Group group = Group.of(1, 20);
    for (int i = 0; i < 3; i++) {
      Member talker = group.follower(3 * i);
      group.press(talker);
      group.pass(2_500);
      group.release(talker);
      group.pass(500);
    }
    for (Member member : group.members) {
      assertThat(member.node.counters().framesForged()).isZero();
      assertThat(member.heard).hasSizeGreaterThan(100);
    }
  }

  private static final int SEALED_AT = VoiceFrameFormat.HEADER_BYTES;
  private static final NodeId TALKER = new NodeId(77);
  private static final NodeId LIAR = new NodeId(66);
  private static final LeaseId LEASE = new LeaseId(new Term(1, 1, new NodeId(1), 1), 1);

  private final Node node = RelayTest.node();
  private final Outbox<RadioEvent> outbox = new Outbox<>(64, 64 * 1_500);
  private final Peer neighbour = new Peer(LIAR);
  private final Playing playing = playing();

  private static Playing playing() {
    Lease lease = new Lease(LEASE, 0, 1, TALKER, 1, 3_000, 30_000, 0, false, null);
    return new Playing(LeaseProof.of(lease, Bytes.of(new byte[64])), 0, Long.MAX_VALUE);
  }

  private static byte[] frame(int sound) {
    byte[] frame = new byte[SEALED_AT + 40];
    frame[SEALED_AT] = (byte) sound;
    return frame;
  }

  private static FrameDigest signed(int frames) {
    BurstDigest digest = new BurstDigest(new StandardCrypto().frameHash());
    for (int i = 0; i < frames; i++) {
      digest.sent(i, frame(i), 0, SEALED_AT, 40);
    }
    return java.util.Objects.requireNonNull(digest.take(LEASE));
  }

  private static SignedStatement by(NodeId signer) {
    return new SignedStatement(
        MessageType.FRAME_DIGEST, signer, new byte[0], new byte[Statement.SIGNATURE_BYTES]);
  }

  private Auditing listener(int frames, int altered) {
    node.sender.begin(0, outbox);
    Auditing auditing = new Auditing(node, new Relay(node), new FixedLeadership(false, null));
    for (int i = 0; i < frames; i++) {
      auditing.received(LEASE, i, LIAR, frame(i == altered ? 99 : i), 0, SEALED_AT, 40);
    }
    return auditing;
  }

  @Test
  void aFrameThatTheTalkerNeverSaidMutesTheBurstAndNamesTheNeighbour() {
    Auditing auditing = listener(25, 7);
    auditing.onDigest(0, neighbour, signed(25), by(TALKER), playing);
    assertThat(auditing.isMuted(LEASE)).isTrue();
    assertThat(outbox.events()).containsExactly(new RadioEvent.VoiceForged(LEASE, 7, LIAR));
    assertThat(node.counters.framesForged()).isEqualTo(1);
    assertThat(node.audit.newest().getLast().kind()).isEqualTo("voice-forged");
  }

  @Test
  void onlyTheTalkersOwnDigestCountsAndEachOnce() {
    Auditing auditing = listener(25, 7);
    auditing.onDigest(0, neighbour, signed(25), by(LIAR), playing);
    assertThat(auditing.isMuted(LEASE)).isFalse();
    auditing.onDigest(0, neighbour, signed(25), by(TALKER), playing);
    auditing.onDigest(0, neighbour, signed(25), by(TALKER), playing);
    assertThat(outbox.events()).hasSize(1);
  }

  @Test
  void lostFramesAreNoForgery() {
    Auditing auditing = listener(10, -1);
    auditing.onDigest(0, neighbour, signed(25), by(TALKER), playing);
    assertThat(auditing.isMuted(LEASE)).isFalse();
    assertThat(outbox.events()).isEmpty();
  }

  @Test
  void theLeaderKeepsWhatMembersReport() {
    node.sender.begin(0, outbox);
    Auditing auditing = new Auditing(node, new Relay(node), new FixedLeadership(true, null));
    MismatchReport report = new MismatchReport(LEASE, 3, LIAR);
    auditing.onReport(0, neighbour, report);
    assertThat(node.audit.newest()).isEmpty();
    neighbour.member = true;
    auditing.onReport(0, neighbour, report);
    assertThat(node.audit.newest()).hasSize(1);
  }
}
