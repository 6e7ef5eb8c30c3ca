// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.trust.Venue;
import palaver.trust.crypto.StandardCrypto;
import palaver.wire.radio.AuditMessage.FrameDigest;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

class AuditTest {
  private static final NodeId ACTOR = new NodeId(4);

  private final AuditChain chain = new AuditChain(100);
  private final LeaseId lease = new LeaseId(Venue.term(1, ACTOR), 1);
  private final BurstDigest talker = new BurstDigest(new StandardCrypto().frameHash());
  private final BurstAudit listener = new BurstAudit(new StandardCrypto().frameHash());
  private final byte[] frame = new byte[150];

  @Test
  void everyLineHoldsTheHashOfTheOneBefore() {
    for (int i = 0; i < 5; i++) {
      chain.append(1000 + i, ACTOR, "member-revoked", "node " + i);
    }
    assertThat(AuditChain.firstBroken(chain.newest())).isNull();
    assertThat(chain.head()).isEqualTo(chain.newest().getLast().hash());
  }

  @Test
  void aChangedALeftOutAndAnInsertedLineAreFound() {
    for (int i = 0; i < 5; i++) {
      chain.append(1000 + i, ACTOR, "member-revoked", "node " + i);
    }
    List<AuditEntry> lines = chain.newest();
    AuditEntry third = lines.get(2);
    AuditEntry changed =
        new AuditEntry(
            2, third.atEpochMs(), ACTOR, third.kind(), "else", third.previous(), third.hash());
    assertThat(AuditChain.firstBroken(with(lines, 2, changed))).isEqualTo(changed);
    List<AuditEntry> without = new ArrayList<>(lines);
    without.remove(2);
    assertThat(AuditChain.firstBroken(without)).isEqualTo(lines.get(3));
    AuditEntry forged = AuditEntry.of(2, 5, ACTOR, "x", "y", third.previous());
    assertThat(AuditChain.firstBroken(with(lines, 2, forged))).isEqualTo(lines.get(3));
    assertThat(AuditChain.firstBroken(lines.subList(2, 5))).isNull();
  }

  private static List<AuditEntry> with(List<AuditEntry> lines, int index, AuditEntry other) {
    List<AuditEntry> changed = new ArrayList<>(lines);
    changed.set(index, other);
    return changed;
  }

  @Test
  void aChainGoesOnAfterARestartAndKeepsItsNewestLines() {
    AuditEntry last = chain.append(1, ACTOR, "started", "");
    AuditChain again = new AuditChain(2);
    again.resume(last);
    AuditEntry next = again.append(2, ACTOR, "started", "");
    assertThat(AuditChain.firstBroken(List.of(last, next))).isNull();
    again.append(3, ACTOR, "a", "");
    again.append(4, ACTOR, "b", "");
    assertThat(again.newest()).hasSize(2);
  }

  private void frame(long sequence) {
    frame[47] = (byte) sequence;
    frame[80] = (byte) (sequence * 7);
  }

  private void send(long sequence) {
    frame(sequence);
    talker.sent(sequence, frame, 0, 50, 100);
  }

  private void hear(long sequence) {
    frame(sequence);
    listener.received(lease, sequence, frame, 0, 50, 100);
  }

  @Test
  void framesThatTheTalkerSentMatchAlsoWhenSomeWereLost() {
    for (long sequence = 0; sequence < 25; sequence++) {
      send(sequence);
      if (sequence % 3 != 0) {
        hear(sequence);
      }
    }
    FrameDigest digest = requireNonNull(talker.take(lease));
    assertThat(digest.frameCount()).isEqualTo(25);
    assertThat(listener.mismatch(digest)).isEqualTo(BurstAudit.NONE);
    assertThat(talker.take(lease)).isNull();
    send(25);
    assertThat(requireNonNull(talker.take(lease)).firstSequence()).isEqualTo(25);
  }

  @Test
  void aFrameThatTheTalkerNeverSentIsFound() {
    for (long sequence = 0; sequence < 5; sequence++) {
      send(sequence);
      hear(sequence);
    }
    frame(3);
    frame[100]++;
    listener.received(lease, 3, frame, 0, 50, 100);
    FrameDigest digest = requireNonNull(talker.take(lease));
    assertThat(listener.mismatch(digest)).isEqualTo(3);
    FrameDigest other = new FrameDigest(new LeaseId(lease.term(), 9), 0, digest.frameHashes());
    assertThat(listener.mismatch(other)).isEqualTo(BurstAudit.NONE);
    listener.received(other.lease(), 3, frame, 0, 50, 100);
    assertThat(listener.mismatch(digest)).isEqualTo(BurstAudit.NONE);
  }

  @Test
  void aDigestHoldsTheNewestHundredFrames() {
    for (long sequence = 0; sequence < 130; sequence++) {
      send(sequence);
    }
    FrameDigest digest = requireNonNull(talker.take(lease));
    assertThat(digest.firstSequence()).isEqualTo(30);
    assertThat(digest.frameCount()).isEqualTo(100);
  }
}
