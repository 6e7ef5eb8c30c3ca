// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorParticipantTest {
  private static final long MS = 1_000_000;
  private static final long LEASE = 3_000 * MS;

  private final List<ParticipantAct> acts = new ArrayList<>();
  private final FloorParticipant me = new FloorParticipant(FloorLimits.DEFAULT, 1, acts::add);
  private long nowNs = 1_000 * MS;

  @BeforeEach
  void aLeaderIsThere() {
    me.onLeader(nowNs);
    assertThat(me.state()).isEqualTo(new ParticipantState.Idle());
    acts.clear();
  }

  private void pass(long ms) {
    long endNs = nowNs + ms * MS;
    while (me.nextDeadlineNs() <= endNs) {
      nowNs = me.nextDeadlineNs();
      me.onDeadline(nowNs);
    }
    nowNs = endNs;
  }

  private <T extends ParticipantAct> List<T> acts(Class<T> type) {
    return acts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aPressAsksAndAGrantOpensTheMicrophoneWithThePreRoll() {
    me.press(nowNs);
    assertThat(me.state()).isEqualTo(new ParticipantState.Requesting());
    assertThat(me.isPressed()).isTrue();
    me.onGranted(nowNs, 1, 7, LEASE, false);
    assertThat(acts).contains(new ParticipantAct.OpenMicrophone(7, true));
    assertThat(me.state()).isEqualTo(new ParticipantState.Granted(nowNs + LEASE));
    assertThat(me.mayTalk(nowNs)).isTrue();
    me.release(nowNs);
    assertThat(acts)
        .contains(new ParticipantAct.CloseMicrophone(7), new ParticipantAct.SendRelease(1, 7));
    assertThat(me.mayTalk(nowNs)).isFalse();
    assertThat(me.state()).isEqualTo(new ParticipantState.Idle());
  }

  @Test
  void aRequestIsRepeatedUntilItIsAnsweredAndThenGivenUpWithACause() {
    me.press(nowNs);
    pass(450);
    assertThat(acts(ParticipantAct.SendRequest.class)).hasSize(5);
    pass(1_100);
    assertThat(me.state()).isInstanceOf(ParticipantState.Denied.class);
    assertThat(((ParticipantState.Denied) me.state()).cause()).isEqualTo(DenyCause.NO_ANSWER);
    assertThat(acts(ParticipantAct.SendRelease.class)).isNotEmpty();
    pass(2_100);
    assertThat(me.state()).isEqualTo(new ParticipantState.Idle());
  }

  @Test
  void aPressDuringAnElectionIsKeptAndSentToTheNewLeader() {
    me.onNoLeader(nowNs);
    assertThat(me.state()).isEqualTo(new ParticipantState.NoLeader());
    me.press(nowNs);
    pass(800);
    assertThat(acts(ParticipantAct.SendRequest.class)).isEmpty();
    me.onLeader(nowNs);
    assertThat(acts(ParticipantAct.SendRequest.class)).hasSize(1);
    me.onGranted(nowNs, 1, 1, LEASE, false);
    assertThat(acts).contains(new ParticipantAct.OpenMicrophone(1, true));
  }

  @Test
  void aPressWithoutALeaderIsDeniedAfterOneAndAHalfSeconds() {
    me.onNoLeader(nowNs);
    me.press(nowNs);
    pass(1_499);
    assertThat(me.state()).isEqualTo(new ParticipantState.Requesting());
    pass(1);
    assertThat(((ParticipantState.Denied) me.state()).cause()).isEqualTo(DenyCause.NO_LEADER);
    pass(2_000);
    assertThat(me.state()).isEqualTo(new ParticipantState.NoLeader());
  }

  @Test
  void speechFromTheQueueNeverGoesOut() {
    me.press(nowNs);
    me.onQueued(nowNs, 1, 2, 3);
    assertThat(me.state()).isEqualTo(new ParticipantState.Queued(2, 3));
    assertThat(me.hasWaited()).isTrue();
    pass(5_000);
    assertThat(acts(ParticipantAct.SendRequest.class)).hasSize(6);
    me.onGranted(nowNs, 1, 4, LEASE, true);
    assertThat(acts).contains(new ParticipantAct.OpenMicrophone(4, false));
  }

  @Test
  void aWaitedPressStaysWithoutPreRollWhenANewLeaderGrantsItAtOnce() {
    me.press(nowNs);
    me.onQueued(nowNs, 1, 1, 1);
    me.onNoLeader(nowNs);
    assertThat(me.state()).isEqualTo(new ParticipantState.Requesting());
    me.onLeader(nowNs);
    me.onGranted(nowNs, 1, 1, LEASE, false);
    assertThat(acts).contains(new ParticipantAct.OpenMicrophone(1, false));
  }

  @Test
  void aQueuedGrantAfterTheButtonWentUpIsGivenBack() {
    me.press(nowNs);
    me.onQueued(nowNs, 1, 1, 1);
    me.release(nowNs);
    assertThat(acts).contains(new ParticipantAct.SendRelease(1, 0));
    me.onGranted(nowNs, 1, 9, LEASE, true);
    assertThat(acts(ParticipantAct.OpenMicrophone.class)).isEmpty();
    assertThat(acts).contains(new ParticipantAct.SendRelease(1, 9));
  }

  @Test
  void aReleaseIsRepeatedUntilItIsSeenToHaveWorked() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    me.release(nowNs);
    pass(150);
    assertThat(acts(ParticipantAct.SendRelease.class)).hasSize(2);
    me.onReleaseSeen(7);
    pass(500);
    assertThat(acts(ParticipantAct.SendRelease.class)).hasSize(2);
  }

  @Test
  void aLeaseThatIsNotRenewedEndsTheTalk() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    pass(2_000);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    pass(2_999);
    assertThat(me.mayTalk(nowNs)).isTrue();
    pass(1);
    assertThat(me.mayTalk(nowNs)).isFalse();
    assertThat(((ParticipantState.Revoked) me.state()).cause())
        .isEqualTo(RevokeCause.LEASE_EXPIRED);
  }

  @Test
  void aRevokedTalkerMayFinishWithinTheGrace() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    me.onRevoked(nowNs, 8, RevokeCause.OTHER, 1_000 * MS);
    assertThat(me.state()).isInstanceOf(ParticipantState.Granted.class);
    me.onRevoked(nowNs, 7, RevokeCause.PRE_EMPTED, 1_000 * MS);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    pass(999);
    assertThat(me.mayTalk(nowNs)).isTrue();
    pass(2);
    assertThat(me.mayTalk(nowNs)).isFalse();
    assertThat(((ParticipantState.Revoked) me.state()).cause()).isEqualTo(RevokeCause.PRE_EMPTED);
    assertThat(acts).contains(new ParticipantAct.CloseMicrophone(7));
    me.press(nowNs);
    assertThat(acts(ParticipantAct.SendRequest.class)).hasSize(1);
    me.release(nowNs);
    me.press(nowNs);
    assertThat(acts(ParticipantAct.SendRequest.class)).hasSize(2);
  }

  @Test
  void aNewLeaderGoesOnWithTheBurstUnderItsOwnNumber() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    me.onNoLeader(nowNs);
    pass(1_000);
    assertThat(me.mayTalk(nowNs)).isTrue();
    me.onLeader(nowNs);
    me.onAdopted(nowNs, 12, LEASE);
    assertThat(me.number()).isEqualTo(12);
    pass(2_500);
    assertThat(me.mayTalk(nowNs)).isTrue();
    me.onLeaseOver(nowNs);
    assertThat(((ParticipantState.Revoked) me.state()).cause())
        .isEqualTo(RevokeCause.LEASE_EXPIRED);
  }

  @Test
  void aNewerLeaseOfAnotherEndsTheTalk() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    me.onSuperseded(nowNs);
    assertThat(((ParticipantState.Revoked) me.state()).cause()).isEqualTo(RevokeCause.SUPERSEDED);
  }

  @Test
  void aDenialIsShownForAWhile() {
    me.press(nowNs);
    me.onDenied(nowNs, 99, DenyCause.QUEUE_FULL, 0);
    assertThat(me.state()).isEqualTo(new ParticipantState.Requesting());
    me.onDenied(nowNs, 1, DenyCause.QUEUE_FULL, 500 * MS);
    assertThat(me.state())
        .isEqualTo(new ParticipantState.Denied(DenyCause.QUEUE_FULL, nowNs + 500 * MS));
    pass(2_000);
    assertThat(me.state()).isEqualTo(new ParticipantState.Idle());
  }

  @Test
  void aloneOrWithoutTheRightAPressIsDeniedAtOnce() {
    me.alone(true);
    assertThat(me.state()).isEqualTo(new ParticipantState.Alone());
    me.press(nowNs);
    assertThat(((ParticipantState.Denied) me.state()).cause())
        .isEqualTo(DenyCause.ONLY_ONE_PARTICIPANT);
    pass(2_000);
    me.receiveOnly(true);
    assertThat(me.state()).isEqualTo(new ParticipantState.ReceiveOnly());
    me.press(nowNs);
    assertThat(((ParticipantState.Denied) me.state()).cause()).isEqualTo(DenyCause.RECEIVE_ONLY);
    assertThat(acts(ParticipantAct.SendRequest.class)).isEmpty();
  }

  @Test
  void afterASleepNothingIsKnownAndNothingSent() {
    me.press(nowNs);
    me.onGranted(nowNs, 1, 7, LEASE, false);
    acts.clear();
    me.drop(nowNs);
    assertThat(acts(ParticipantAct.SendRelease.class)).isEmpty();
    assertThat(acts).contains(new ParticipantAct.CloseMicrophone(7));
    assertThat(me.mayTalk(nowNs)).isFalse();
    assertThat(me.state()).isEqualTo(new ParticipantState.NoLeader());
  }

  @Test
  void causesKeepTheirNumbers() {
    assertThat(DenyCause.of(7)).isEqualTo(DenyCause.QUEUE_FULL);
    assertThat(DenyCause.of(200)).isEqualTo(DenyCause.OTHER);
    assertThat(RevokeCause.of(4)).isEqualTo(RevokeCause.PRE_EMPTED);
    assertThat(RevokeCause.of(200)).isEqualTo(RevokeCause.OTHER);
    assertThat(DenyCause.QUEUE_FULL.code()).isEqualTo(7);
    assertThat(RevokeCause.PRE_EMPTED.code()).isEqualTo(4);
  }
}
