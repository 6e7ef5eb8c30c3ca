// SPDX-License-Identifier: Apache-2.0
package palaver.wire.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.wire.radio.VoiceFrameView.Fault;

class VoiceFrameTest {
  private static final Term TERM = new Term((5L << 32) + 6, 70, new NodeId(0xF00D), 8);
  private static final LeaseId LEASE = new LeaseId(TERM, 0xFFFF_FFF0L);
  private static final KeyId KEY = new KeyId(new Term(4, 1, new NodeId(2), 3), 11);
  private static final long FRAME_NS = 20_000_000;

  private final byte[] bytes = new byte[1200];
  private final VoiceFrameWriter writer = new VoiceFrameWriter();
  private final VoiceFrameView view = new VoiceFrameView();

  private int frame() {
    writer.begin(bytes, 36, VoiceFrameFormat.FORMAT_OPUS, FRAME_NS, 0xABC, 0xFFFF_FFFEL);
    writer.lease(LEASE).key(KEY).flag(VoiceFrameFormat.FLAG_FIRST);
    return writer.length(80);
  }

  @Test
  void everyPartOfAFrameComesBack() {
    int length = frame();

    assertThat(view.parse(bytes, 36, length)).isTrue();
    assertThat(view.isUnder(LEASE)).isTrue();
    assertThat(view.isUnder(new LeaseId(TERM, 1))).isFalse();
    assertThat(view.isUnder(new LeaseId(KEY.term(), LEASE.number()))).isFalse();
    assertThat(view.isSealedUnder(KEY)).isTrue();
    assertThat(view.isSealedUnder(new KeyId(TERM, 11))).isFalse();
    assertThat(view.sender()).isEqualTo(0xABC);
    assertThat(view.sequence()).isEqualTo(0xFFFF_FFFEL);
    assertThat(view.durationNs()).isEqualTo(FRAME_NS);
    assertThat(view.format()).isEqualTo(VoiceFrameFormat.FORMAT_OPUS);
    assertThat(view.isFirst()).isTrue();
    assertThat(view.isLast()).isFalse();
    assertThat(view.hasLease()).isFalse();
    assertThat(view.sealedAt()).isEqualTo(writer.sealedAt()).isEqualTo(36 + 50);
    assertThat(view.sealedBytes()).isEqualTo(80);
  }

  @Test
  void anAttachedLeaseComesBackWithItsProof() {
    Lease lease =
        new Lease(LEASE, 2, 1, new NodeId(0xABC), 9, 3000, 30_000, 5, true, new LeaseId(TERM, 3));
    LeaseProof proof = LeaseProof.of(lease, Bytes.of(new byte[64]));
    byte[] room = new byte[LeaseProof.WIRE_BYTES_MAX];
    int proofBytes = proof.put(room, 0, room.length);
    frame();
    writer.attach(Bytes.of(room, 0, proofBytes));

    assertThat(view.parse(bytes, 36, writer.length(80))).isTrue();
    assertThat(view.lease()).isEqualTo(Parsed.ok(proof));
    assertThat(proof.signer()).isEqualTo(TERM.node());
    assertThat(proof.signedBytes())
        .isEqualTo(Statement.signedBytes(MessageType.LEASE, TERM.node(), proof.body()));
    assertThat(view.sealedBytes()).isEqualTo(80);
    assertThat(view.sealedAt()).isEqualTo(36 + 50 + proofBytes);
  }

  @Test
  void aFrameOfAnotherFormIsRefused() {
    int length = frame();
    assertThat(faultOf(48 + 2 + 15)).isEqualTo(Fault.TOO_SHORT);
    bytes[36 + 2] = 0;
    assertThat(faultOf(length)).isEqualTo(Fault.DURATION_WRONG);
    frame();
    bytes[36 + 49] = 10;
    assertThat(faultOf(length)).isEqualTo(Fault.ATTACHMENT_WRONG);
    frame();
    writer.attach(Bytes.of(new byte[70]));
    assertThat(faultOf(length)).isEqualTo(Fault.ATTACHMENT_WRONG);
    assertThat(faultOf(length + 70)).isEqualTo(Fault.NONE);
    assertThat(view.lease()).isInstanceOf(Parsed.Malformed.class);
  }

  private Fault faultOf(int length) {
    view.parse(bytes, 36, length);
    return view.fault();
  }

  @Test
  void anOpenFrameHoldsTheOneBefore() {
    byte[] now = {1, 2, 3};
    byte[] before = {4, 5};
    int length = VoicePlain.write(bytes, 10, now, 0, 3, before, 0, 2);
    VoicePlain plain = new VoicePlain();

    assertThat(plain.parse(bytes, 10, length)).isTrue();
    assertThat(Bytes.of(bytes, plain.currentAt(), plain.currentBytes())).isEqualTo(Bytes.of(now));
    assertThat(Bytes.of(bytes, plain.previousAt(), plain.previousBytes()))
        .isEqualTo(Bytes.of(before));
    assertThat(plain.parse(bytes, 10, 1)).isFalse();
    assertThat(plain.parse(bytes, 10, 4)).isFalse();
  }

  @Test
  void aLaterLeaseIsGreaterAndAHigherTermBeatsEveryNumber() {
    assertThat(new LeaseId(TERM, 2)).isGreaterThan(new LeaseId(TERM, 1));
    assertThat(new LeaseId(TERM, 1)).isGreaterThan(new LeaseId(KEY.term(), 9));
    assertThat(new KeyId(TERM, 2)).isGreaterThan(new KeyId(TERM, 1));
  }

  @Test
  void theSmallerNodeWinsATermOfEqualCounterAndPriority() {
    Term small = new Term(3, 5, new NodeId(1), 1);
    assertThat(small).isGreaterThan(new Term(3, 5, new NodeId(-1), 9));
    assertThat(new Term(3, 6, new NodeId(-1), 0)).isGreaterThan(small);
    assertThat(new Term(4, 0, new NodeId(-1), 0)).isGreaterThan(small);
    assertThat(new Term(3, 5, new NodeId(1), -1)).isGreaterThan(small);
    assertThat(Term.NONE).isLessThan(small);
    assertThat(new NodeId(0xAB).toString()).isEqualTo("00000000000000ab");
  }
}
