// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.rtc.Dropped;
import palaver.rtc.IceCredentials;
import palaver.wire.stun.StunAddress;
import palaver.wire.stun.StunClass;
import palaver.wire.stun.StunKey;
import palaver.wire.stun.StunMessage;
import palaver.wire.stun.StunWriter;

class IceLiteTest {
  private static final StunKey KEY = StunKey.shortTerm(LivePeer.LOCAL.password());

  private final LivePeer live = new LivePeer();
  private final byte[] bytes = new byte[400];

  private StunWriter request() {
    return new StunWriter()
        .begin(bytes, 0, StunClass.REQUEST, new byte[12])
        .username("serv:clnt")
        .priority(1);
  }

  @Test
  void aVerifiedCheckIsAnsweredWithTheAddressItCameFrom() {
    assertThat(live.check(0, 9, "serv:clnt", false)).isSameAs(live.connection);
    assertThat(live.connection.number()).isEqualTo(17);
    StunMessage answer = live.sent(0);
    assertThat(answer.isBinding(StunClass.SUCCESS_RESPONSE)).isTrue();
    assertThat(answer.isAuthentic(KEY)).isTrue();
    assertThat(answer.hasFingerprint()).isTrue();
    assertThat(answer.mappedAddress()).isEqualTo(new StunAddress(new byte[] {10, 0, 0, 9}, 4_009));
    assertThat(live.outbox.retainedCount()).isEqualTo(1);
    assertThat(live.outbox.retained(0)).isEqualTo(9);
  }

  @Test
  void theFirstCheckGivesThePathUntilAnotherNominates() {
    live.check(0, 9, "serv:clnt", false);
    live.check(1, 10, "serv:clnt", false);
    live.outbox.clear();
    live.connection.sendDtls(new byte[] {22}, live.outbox);
    live.check(2, 10, "serv:clnt", true);
    live.connection.sendDtls(new byte[] {22}, live.outbox);
    assertThat(live.outbox.destination(0)).isEqualTo(9);
    assertThat(live.outbox.destination(2)).isEqualTo(10);
    assertThat(live.connection.acceptsDtls()).isTrue();
  }

  @Test
  void whatTheUserNameOrTheKeyDoesNotFitIsDroppedAndCounted() {
    assertThat(live.check(0, 9, "serv:other", true)).isNull();
    assertThat(live.check(0, 9, "other:clnt", true)).isNull();
    assertThat(live.check(0, 9, "serv", true)).isNull();
    assertThat(live.drops(Dropped.STUN_UNKNOWN_USER)).isEqualTo(3);
    int forged = request().integrity(StunKey.shortTerm("a wrong password of ours")).finish();
    assertThat(live.stun(0, 9, bytes, forged)).isNull();
    int bare = request().finish();
    assertThat(live.stun(0, 9, bytes, bare)).isNull();
    int whole = request().integrity(KEY).finish();
    bytes[3] = (byte) (bytes[3] - 8);
    assertThat(live.stun(0, 9, bytes, whole - 8)).as("no fingerprint").isNull();
    assertThat(live.drops(Dropped.STUN_WRONG_KEY)).isEqualTo(3);
    assertThat(live.outbox.datagramCount() + live.outbox.retainedCount()).isZero();
    assertThat(live.connection.state()).isEqualTo(PeerState.NEW);
  }

  @Test
  void othersThanRequestsAndGarbageAreCounted() {
    int indication = new StunWriter().begin(bytes, 0, StunClass.INDICATION, new byte[12]).finish();
    assertThat(live.stun(0, 9, bytes, indication)).isNull();
    assertThat(live.stun(0, 9, bytes, 7)).isNull();
    assertThat(live.drops(Dropped.STUN_NOT_A_CHECK)).isEqualTo(1);
    assertThat(live.drops(Dropped.STUN_MALFORMED)).isEqualTo(1);
  }

  @Test
  void twoControlledSidesAreARoleConflict() {
    int length = request().iceControlled(7).integrity(KEY).finish();
    assertThat(live.stun(0, 9, bytes, length)).isNull();
    assertThat(live.sent(0).errorCode()).isEqualTo(487);
    assertThat(live.sent(0).isAuthentic(KEY)).isTrue();
    assertThat(live.outbox.retainedCount()).isZero();
  }

  @Test
  void anAttributeThatMustBeUnderstoodAndIsNotIsRefused() {
    StunWriter writer = request();
    int unknownAt = 20 + 16 + 8;
    writer.useCandidate();
    bytes[unknownAt + 1] = 0x44;
    int length = writer.integrity(KEY).finish();
    assertThat(live.stun(0, 9, bytes, length)).isNull();
    assertThat(live.sent(0).errorCode()).isEqualTo(420);
    assertThat(live.sent(0).unknownAttributes()).containsExactly(0x44);
  }

  @Test
  void aSecondRestartReplacesTheFirstAndACloseFreesAll() {
    live.check(0, 9, "serv:clnt", true);
    String password = LivePeer.LOCAL.password();
    live.connection.restartIce(new IceCredentials("two", password), LivePeer.REMOTE);
    live.connection.restartIce(new IceCredentials("three", password), LivePeer.REMOTE);
    assertThat(live.check(1, 9, "two:clnt", true)).isNull();
    assertThat(live.check(1, 9, "serv:clnt", true)).isNotNull();
    assertThat(live.check(1, 9, "three:clnt", true)).isNotNull();
    assertThat(live.check(1, 9, "serv:clnt", true)).isNull();
    live.connection.restartIce(new IceCredentials("four", password), LivePeer.REMOTE);
    live.outbox.clear();
    live.connection.close(live.outbox);
    assertThat(live.outbox.releasedCount()).isEqualTo(1);
    assertThat(live.check(2, 9, "three:clnt", true)).isNull();
    assertThat(live.check(2, 9, "four:clnt", true)).isNull();
    assertThat(live.connection.lossCause()).isEqualTo(LossCause.CLOSED);
    live.connection.restartIce(new IceCredentials("five", password), LivePeer.REMOTE);
    assertThat(live.check(3, 9, "five:clnt", true)).isNull();
  }

  @Test
  void anAddressTakenOverClosesThePathOfItsFormerOwner() {
    live.check(0, 9, "serv:clnt", true);
    PeerConnection other = live.table.connect(0, 18, LivePeer.parameters("othr"));
    assertThat(live.check(1, 9, "othr:clnt", true)).isSameAs(other);
    assertThat(live.outbox.retainedCount()).as("retained once").isEqualTo(1);
    live.outbox.clear();
    live.connection.sendDtls(new byte[] {22}, live.outbox);
    assertThat(live.outbox.datagramCount()).isZero();
    live.connection.close(live.outbox);
    assertThat(live.outbox.releasedCount()).as("it is the other's now").isZero();
    other.close(live.outbox);
    assertThat(live.outbox.releasedCount()).isEqualTo(1);
  }
}
