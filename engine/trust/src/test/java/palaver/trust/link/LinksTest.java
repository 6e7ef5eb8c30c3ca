// SPDX-License-Identifier: Apache-2.0
package palaver.trust.link;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.trust.Venue;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TrustMessage.SessionAnswer;
import palaver.wire.radio.TrustMessage.SessionOpen;

class LinksTest {
  private static final NodeId ANN = new NodeId(1);
  private static final NodeId BOB = new NodeId(2);
  private static final NodeId EVE = new NodeId(3);

  private final Venue venue = new Venue(4);
  private final Links ann = links(ANN, 10);
  private final Links bob = links(BOB, 20);
  private final byte[] packet = new byte[60];

  private Links links(NodeId self, long boot) {
    return new Links(venue.crypto, venue.secrets, self, boot, 8);
  }

  private SessionOpen connect(long nowNs) {
    assertThat(ann.isUnanswered(BOB)).isFalse();
    SessionOpen open = requireNonNull(ann.open(nowNs, BOB, null));
    assertThat(ann.isUnanswered(BOB)).isTrue();
    SessionAnswer answer = requireNonNull(bob.onOpen(nowNs, ANN, open));
    assertThat(ann.onAnswer(nowNs, BOB, answer)).isTrue();
    assertThat(ann.isUnanswered(BOB)).isFalse();
    return open;
  }

  private boolean passes(long nowNs, Links from, NodeId sender, Links to, NodeId receiver) {
    packet[0]++;
    return from.tag(receiver, packet, 0, 44, packet, 44)
        && to.check(nowNs, sender, packet, 0, 44, 44);
  }

  @Test
  void twoMembersAgreeOnKeysForBothDirections() {
    assertThat(ann.isOpen(BOB)).isFalse();
    connect(0);
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    assertThat(passes(0, bob, BOB, ann, ANN)).isTrue();
    assertThat(ann.isOpen(BOB) && bob.isOpen(ANN)).isTrue();
    packet[3] ^= 1;
    assertThat(ann.check(0, BOB, packet, 0, 44, 44)).isFalse();
  }

  @Test
  void aPacketIsNotGoodInTheOtherDirection() {
    connect(0);
    assertThat(ann.tag(BOB, packet, 0, 44, packet, 44)).isTrue();
    assertThat(ann.check(0, BOB, packet, 0, 44, 44)).isFalse();
    assertThat(bob.check(0, EVE, packet, 0, 44, 44)).isFalse();
    assertThat(bob.tag(EVE, packet, 0, 44, packet, 44)).isFalse();
  }

  @Test
  void aSecretIsSealedForOneMember() {
    connect(0);
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    Bytes secret = Bytes.of(venue.secrets.bytes(32));
    Bytes sealed = ann.seal(BOB, secret);

    assertThat(bob.open(ANN, sealed)).isEqualTo(secret);
    assertThat(ann.seal(BOB, secret)).isNotEqualTo(sealed);
    byte[] altered = sealed.toArray();
    altered[20] ^= 1;
    assertThat(bob.open(ANN, Bytes.of(altered))).isEqualTo(Bytes.EMPTY);
    assertThat(bob.open(ANN, Bytes.of(new byte[3]))).isEqualTo(Bytes.EMPTY);
    assertThat(bob.open(EVE, sealed)).isEqualTo(Bytes.EMPTY);
    assertThat(ann.seal(EVE, secret)).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void keysAreRenewedWithoutAGapAndTheOldOnesRunOut() {
    connect(0);
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    assertThat(ann.isDue(Links.ROTATE_NS - 1, BOB)).isFalse();
    assertThat(ann.isDue(Links.ROTATE_NS, BOB)).isTrue();
    assertThat(bob.isDue(Links.ROTATE_NS, ANN)).isFalse();

    long nowNs = Links.ROTATE_NS;
    byte[] old = new byte[60];
    assertThat(ann.tag(BOB, old, 0, 44, old, 44)).isTrue();
    SessionOpen open = requireNonNull(ann.open(nowNs, BOB, null));
    SessionAnswer answer = requireNonNull(bob.onOpen(nowNs, ANN, open));
    assertThat(passes(nowNs, bob, BOB, ann, ANN)).isTrue();
    assertThat(ann.onAnswer(nowNs, BOB, answer)).isTrue();
    assertThat(passes(nowNs, bob, BOB, ann, ANN)).isTrue();
    assertThat(passes(nowNs, ann, ANN, bob, BOB)).isTrue();
    assertThat(passes(nowNs, bob, BOB, ann, ANN)).isTrue();

    assertThat(bob.check(nowNs + Links.PREVIOUS_NS - 1, ANN, old, 0, 44, 44)).isTrue();
    assertThat(bob.check(nowNs + Links.PREVIOUS_NS, ANN, old, 0, 44, 44)).isFalse();
  }

  @Test
  void aRecordedRequestDoesNotBreakALink() {
    SessionOpen first = connect(0);
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    SessionOpen second = requireNonNull(ann.open(1, BOB, null));
    SessionAnswer answer = requireNonNull(bob.onOpen(1, ANN, second));
    assertThat(ann.onAnswer(1, BOB, answer)).isTrue();
    assertThat(passes(1, ann, ANN, bob, BOB)).isTrue();

    assertThat(bob.onOpen(2, ANN, first)).isNull();
    assertThat(bob.onOpen(2, ANN, second)).isEqualTo(answer);
    assertThat(passes(2, bob, BOB, ann, ANN)).isTrue();
    SessionOpen earlierBoot = new SessionOpen(BOB, 9, 99, second.ephemeralKey(), null);
    assertThat(bob.onOpen(2, ANN, earlierBoot)).isNull();
    assertThat(ann.onAnswer(2, BOB, answer)).isFalse();
  }

  @Test
  void aRestartedNodeGetsANewLink() {
    connect(0);
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    Links again = links(ANN, 11);
    SessionOpen open = requireNonNull(again.open(5, BOB, null));
    SessionAnswer answer = requireNonNull(bob.onOpen(5, ANN, open));
    assertThat(again.onAnswer(5, BOB, answer)).isTrue();
    assertThat(passes(5, again, ANN, bob, BOB)).isTrue();
    assertThat(passes(5, bob, BOB, again, ANN)).isTrue();
  }

  @Test
  void whenBothAskTheSmallerNodeCounts() {
    SessionOpen fromAnn = requireNonNull(ann.open(0, BOB, null));
    SessionOpen fromBob = requireNonNull(bob.open(0, ANN, null));
    assertThat(ann.open(1, BOB, null)).isNull();

    assertThat(ann.onOpen(0, BOB, fromBob)).isNull();
    SessionAnswer answer = requireNonNull(bob.onOpen(0, ANN, fromAnn));
    assertThat(ann.onAnswer(0, BOB, answer)).isTrue();
    assertThat(passes(0, ann, ANN, bob, BOB)).isTrue();
    assertThat(passes(0, bob, BOB, ann, ANN)).isTrue();
  }

  @Test
  void aRequestForSomebodyElseOrWithAKeyThatIsNoneIsRefused() {
    SessionOpen open = requireNonNull(ann.open(0, EVE, null));
    assertThat(bob.onOpen(0, ANN, open)).isNull();
    SessionOpen weak = new SessionOpen(BOB, 10, 5, Bytes.of(new byte[32]), null);
    assertThat(bob.onOpen(0, ANN, weak)).isNull();
  }

  @Test
  void aMemberThatWasPutOutHasNoLinkAndTheTableIsBounded() {
    connect(0);
    bob.drop(ANN);
    assertThat(passes(0, ann, ANN, bob, BOB)).isFalse();
    for (int i = 10; i < 30; i++) {
      bob.open(0, new NodeId(i), null);
    }
    assertThat(bob.peerCount()).isEqualTo(8);
  }
}
