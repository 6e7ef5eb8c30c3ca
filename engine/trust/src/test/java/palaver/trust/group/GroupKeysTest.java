// SPDX-License-Identifier: Apache-2.0
package palaver.trust.group;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.trust.Venue;
import palaver.trust.group.KeyRotation.Made;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

class GroupKeysTest {
  private static final NodeId TALKER = new NodeId(0xAA);
  private static final long BOOT = 3;
  private static final int AAD = 48;
  private static final int PLAIN = 70;

  private final Venue venue = new Venue(6);
  private final Term term = Venue.term(1, new NodeId(9));
  private final LeaseId lease = new LeaseId(term, 1);
  private final KeyId first = new KeyId(term, 1);
  private final GroupKeys talker = new GroupKeys(venue.crypto);
  private final GroupKeys listener = new GroupKeys(venue.crypto);
  private final byte[] frame = new byte[200];

  private void share(long nowNs, KeyId id) {
    Bytes key = Bytes.of(venue.secrets.bytes(32));
    talker.put(nowNs, id, key);
    listener.put(nowNs, id, key);
    talker.activate(id);
  }

  private boolean seal(KeyId key, LeaseId under, long sequence) {
    for (int i = 0; i < AAD + PLAIN; i++) {
      frame[i] = (byte) i;
    }
    return talker.seal(key, new Burst(TALKER, BOOT, under), sequence, frame, 0, AAD, AAD, PLAIN);
  }

  private int open(long nowNs, KeyId key, LeaseId under, long boot, long sequence) {
    byte[] copy = frame.clone();
    KeyId named =
        listener.named((int) key.term().counter(), key.term().node().value(), key.number());
    if (named == null) {
      return -1;
    }
    Burst burst = new Burst(TALKER, boot, under);
    int plainBytes = listener.open(nowNs, named, burst, sequence, copy, 0, AAD, AAD, PLAIN + 16);
    if (plainBytes == PLAIN) {
      assertThat(copy[AAD + 5]).isEqualTo((byte) (AAD + 5));
    }
    return plainBytes;
  }

  @Test
  void whatAMemberSealsEveryMemberOpens() {
    share(0, first);
    assertThat(talker.current()).isEqualTo(first);
    seal(first, lease, 0);
    byte[] open = new byte[PLAIN];
    for (int i = 0; i < PLAIN; i++) {
      open[i] = (byte) (AAD + i);
    }
    Bytes plain = Bytes.of(open);
    for (long sequence = 1; sequence < 50; sequence++) {
      assertThat(seal(first, lease, sequence)).isTrue();
      assertThat(Bytes.of(frame, AAD, PLAIN)).isNotEqualTo(plain);
      assertThat(open(0, first, lease, BOOT, sequence)).isEqualTo(PLAIN);
    }
  }

  @Test
  void aFrameOpensOnlyAsWhatItWasSealed() {
    share(0, first);
    seal(first, lease, 5);
    assertThat(open(0, first, lease, BOOT, 6)).isEqualTo(-1);
    assertThat(open(0, first, lease, BOOT + 1, 5)).isEqualTo(-1);
    assertThat(open(0, first, new LeaseId(term, 2), BOOT, 5)).isEqualTo(-1);
    assertThat(open(0, new KeyId(term, 2), lease, BOOT, 5)).isEqualTo(-1);
    frame[10] ^= 1;
    assertThat(open(0, first, lease, BOOT, 5)).isEqualTo(-1);
  }

  @Test
  void noNonceComesTwice() {
    share(0, first);
    KeyId second = new KeyId(term, 2);
    share(1, second);
    assertThat(seal(first, lease, 5)).isTrue();
    assertThat(seal(first, lease, 5)).isFalse();
    assertThat(seal(first, lease, 4)).isFalse();
    assertThat(seal(second, lease, 5)).isFalse();
    assertThat(seal(second, lease, 6)).isTrue();
    assertThat(seal(first, new LeaseId(term, 2), 0)).isTrue();
    assertThat(seal(first, lease, 9)).isFalse();
  }

  @Test
  void aRestartUsesOtherKeysForTheSameNumbers() {
    share(0, first);
    seal(first, lease, 0);
    byte[] before = frame.clone();
    talker.seal(first, new Burst(TALKER, BOOT + 1, lease), 1, frame, 0, AAD, AAD, PLAIN);
    GroupKeys restarted = new GroupKeys(venue.crypto);
    assertThat(restarted.seal(first, new Burst(TALKER, BOOT, lease), 0, frame, 0, AAD, AAD, PLAIN))
        .isFalse();
    seal(first, new LeaseId(term, 2), 0);
    assertThat(Bytes.of(frame, AAD, PLAIN)).isNotEqualTo(Bytes.of(before, AAD, PLAIN));
  }

  @Test
  void theKeyBeforeOpensForTenSeconds() {
    share(0, first);
    seal(first, lease, 1);
    KeyId second = new KeyId(term, 2);
    share(100, second);
    assertThat(open(100 + GroupKeys.KEEP_NS - 1, first, lease, BOOT, 1)).isEqualTo(PLAIN);
    assertThat(open(100 + GroupKeys.KEEP_NS, first, lease, BOOT, 1)).isEqualTo(-1);
    assertThat(listener.has(second)).isTrue();
  }

  @Test
  void ofATermTheTwoLatestKeysAreKept() {
    share(0, first);
    share(1, new KeyId(term, 2));
    share(2, new KeyId(term, 3));
    assertThat(listener.has(first)).isFalse();
    assertThat(listener.has(new KeyId(term, 2))).isTrue();
    assertThat(listener.has(new KeyId(term, 3))).isTrue();
  }

  @Test
  void bothSidesOfAHealStayAudible() {
    share(0, first);
    seal(first, lease, 1);
    Term other = Venue.term(2, new NodeId(8));
    share(50, new KeyId(other, 1));
    assertThat(open(60, first, lease, BOOT, 1)).isEqualTo(PLAIN);
    LeaseId otherLease = new LeaseId(other, 1);
    seal(new KeyId(other, 1), otherLease, 0);
    assertThat(open(60, new KeyId(other, 1), otherLease, BOOT, 0)).isEqualTo(PLAIN);
  }

  @Test
  void fewKeysAreKeptAndNoneAfterRemoval() {
    for (int counter = 1; counter < 20; counter++) {
      share(counter, new KeyId(Venue.term(counter, new NodeId(9)), 1));
    }
    assertThat(listener.has(new KeyId(Venue.term(19, new NodeId(9)), 1))).isTrue();
    assertThat(listener.has(new KeyId(Venue.term(11, new NodeId(9)), 1))).isFalse();
    listener.clear();
    assertThat(listener.current()).isNull();
    assertThat(listener.has(new KeyId(Venue.term(19, new NodeId(9)), 1))).isFalse();
    assertThat(talker.activate(first)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> talker.put(0, first, Bytes.EMPTY));
  }

  @Test
  void aKeyTakesEffectWhenAllHaveItOrAfterHalfASecond() {
    KeyRotation rotation = new KeyRotation(venue.secrets, term, 0);
    NodeId ann = new NodeId(1);
    NodeId bob = new NodeId(2);
    Made made = requireNonNull(rotation.makeIfDue(0, List.of(ann, bob)));
    assertThat(rotation.activateIfDue(0)).isNull();
    rotation.onAck(made.id(), ann);
    assertThat(rotation.missing()).containsExactly(bob);
    assertThat(rotation.nextDeadlineNs()).isEqualTo(KeyRotation.ACTIVATE_NS);
    assertThat(rotation.activateIfDue(KeyRotation.ACTIVATE_NS)).isEqualTo(made);
    assertThat(rotation.activateIfDue(KeyRotation.ACTIVATE_NS)).isNull();

    rotation.onRemoved(1_000_000_000L);
    Made second = requireNonNull(rotation.makeIfDue(1_000_000_000L, List.of(ann)));
    assertThat(second.key()).isNotEqualTo(made.key());
    rotation.onAck(made.id(), ann);
    assertThat(rotation.activateIfDue(1_000_000_001L)).isNull();
    rotation.onAck(second.id(), ann);
    assertThat(rotation.activateIfDue(1_000_000_001L)).isEqualTo(second);
    assertThat(rotation.newest()).isEqualTo(second);
  }

  @Test
  void joinsMakeAKeyAtMostEveryFiveSeconds() {
    KeyRotation rotation = new KeyRotation(venue.secrets, term, 0);
    rotation.makeIfDue(0, List.of());
    rotation.onJoined(1);
    rotation.onJoined(2);
    assertThat(rotation.makeIfDue(KeyRotation.JOIN_NS - 1, List.of())).isNull();
    assertThat(rotation.makeIfDue(KeyRotation.JOIN_NS, List.of())).isNotNull();
    assertThat(rotation.makeIfDue(KeyRotation.ROTATE_NS, List.of())).isNull();
    assertThat(rotation.makeIfDue(KeyRotation.JOIN_NS + KeyRotation.ROTATE_NS, List.of()))
        .isNotNull();
  }
}
