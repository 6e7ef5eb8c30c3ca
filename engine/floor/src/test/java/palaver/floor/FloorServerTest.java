// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.floor.ServerFixture.ANNA;
import static palaver.floor.ServerFixture.BEN;
import static palaver.floor.ServerFixture.CARA;
import static palaver.floor.ServerFixture.MS;

import org.junit.jupiter.api.Test;

class FloorServerTest {
  private final ServerFixture floor = ServerFixture.fifo();

  @Test
  void aFreeFloorIsGrantedAndToldToAll() {
    floor.press(ANNA);
    assertThat(floor.holder()).isEqualTo(ANNA);
    assertThat(floor.last(ServerAct.Granted.class).lease().fromQueue()).isFalse();
    assertThat(floor.last(ServerAct.Taken.class).lease().number()).isEqualTo(1);
    assertThat(floor.server.state()).isEqualTo(FloorServer.State.TAKEN);
  }

  @Test
  void aRepeatedRequestIsAnsweredByTheSameLease() {
    floor.press(ANNA);
    floor.press(ANNA);
    assertThat(floor.told(ServerAct.Granted.class)).hasSize(2);
    assertThat(floor.server.lastNumber()).isEqualTo(1);
  }

  @Test
  void aNewPressOfTheHolderMeansThatItsReleaseWasLost() {
    floor.press(ANNA);
    floor.server.request(floor.nowNs, FloorRequest.of(ANNA, 2));
    assertThat(floor.server.lastNumber()).isEqualTo(2);
    assertThat(floor.last(ServerAct.Ended.class).why()).isEqualTo(ServerAct.End.RELEASED);
    assertThat(floor.holder()).isEqualTo(ANNA);
  }

  @Test
  void thoseWhoWaitAreServedInTheOrderOfTheirRequests() {
    floor.press(ANNA);
    floor.press(BEN);
    floor.press(CARA);
    assertThat(floor.last(ServerAct.Queued.class))
        .isEqualTo(new ServerAct.Queued(FloorRequest.of(CARA, 1), 2, 2));
    floor.release(ANNA);
    assertThat(floor.holder()).isEqualTo(BEN);
    assertThat(floor.last(ServerAct.Granted.class).lease().fromQueue()).isTrue();
    assertThat(floor.last(ServerAct.Queued.class).place()).isEqualTo(1);
    floor.release(BEN);
    assertThat(floor.holder()).isEqualTo(CARA);
    floor.release(CARA);
    assertThat(floor.last(ServerAct.Idle.class).lastNumber()).isEqualTo(3);
  }

  @Test
  void lanesServeTheHigherPriorityFirst() {
    ServerFixture lanes = new ServerFixture(FloorLimits.DEFAULT, FloorPolicy.LANES);
    lanes.press(ANNA);
    lanes.press(BEN);
    lanes.server.request(lanes.nowNs, FloorRequest.of(CARA, 1).withPriority(9));
    lanes.release(ANNA);
    assertThat(lanes.holder()).isEqualTo(CARA);
  }

  @Test
  void aHigherPriorityAloneInterruptsNobody() {
    ServerFixture lanes = new ServerFixture(FloorLimits.DEFAULT, FloorPolicy.LANES);
    lanes.press(ANNA);
    lanes.server.request(lanes.nowNs, FloorRequest.of(CARA, 1).withPriority(255));
    assertThat(lanes.told(ServerAct.Revoked.class)).isEmpty();
  }

  @Test
  void theFairPolicyServesWhoTalkedLeast() {
    ServerFixture fair = new ServerFixture(FloorLimits.DEFAULT, FloorPolicy.FAIR);
    fair.press(ANNA);
    fair.talk(3_000);
    fair.release(ANNA);
    fair.press(BEN);
    fair.press(ANNA);
    fair.press(CARA);
    fair.release(BEN);
    assertThat(fair.holder()).isEqualTo(CARA);
    fair.release(CARA);
    assertThat(fair.holder()).isEqualTo(ANNA);
  }

  @Test
  void anEmergencyLeavesTheTalkerOneSecond() {
    floor.press(ANNA);
    floor.talk(1_000);
    floor.press(BEN);
    floor.server.request(floor.nowNs, FloorRequest.of(CARA, 1).asEmergency());
    ServerAct.Revoked revoked = floor.last(ServerAct.Revoked.class);
    assertThat(revoked.cause()).isEqualTo(RevokeCause.PRE_EMPTED);
    assertThat(revoked.graceLeftNs()).isEqualTo(1_000 * MS);
    floor.talk(900);
    assertThat(floor.holder()).isEqualTo(ANNA);
    assertThat(floor.server.state()).isEqualTo(FloorServer.State.PENDING_REVOKE);
    assertThat(floor.told(ServerAct.Revoked.class)).hasSizeGreaterThan(2);
    floor.pass(200);
    assertThat(floor.holder()).isEqualTo(CARA);
  }

  @Test
  void aTalkerWhoStopsWithinTheGraceMakesWayAtOnce() {
    floor.press(ANNA);
    floor.server.request(floor.nowNs, FloorRequest.of(CARA, 1).asEmergency());
    floor.release(ANNA);
    assertThat(floor.holder()).isEqualTo(CARA);
  }

  @Test
  void anEmergencyDoesNotInterruptAnother() {
    floor.server.request(floor.nowNs, FloorRequest.of(ANNA, 1).asEmergency());
    floor.server.request(floor.nowNs, FloorRequest.of(CARA, 1).asEmergency());
    assertThat(floor.told(ServerAct.Revoked.class)).isEmpty();
    assertThat(floor.last(ServerAct.Queued.class).place()).isEqualTo(1);
  }

  @Test
  void theTalkLimitCountsFromTheFirstMediaAndWarnsFiveSecondsBefore() {
    floor.press(ANNA);
    FloorLease lease = floor.server.lease();
    assertThat(lease).isNotNull();
    for (int i = 0; i < 30; i++) {
      floor.server.sign(floor.nowNs, ANNA, 1, false);
      floor.pass(100);
    }
    floor.talk(24_900);
    assertThat(floor.told(ServerAct.Warned.class)).isEmpty();
    floor.talk(200);
    assertThat(floor.last(ServerAct.Warned.class).leftNs()).isEqualTo(5_000 * MS);
    floor.talk(5_000);
    assertThat(floor.last(ServerAct.Revoked.class).cause()).isEqualTo(RevokeCause.TALKED_TOO_LONG);
    floor.talk(1_100);
    assertThat(floor.holder()).isZero();
    floor.press(ANNA);
    ServerAct.Denied denied = floor.last(ServerAct.Denied.class);
    assertThat(denied.cause()).isEqualTo(DenyCause.RETRY_AFTER_RUNNING);
    assertThat(denied.retryAfterNs()).isPositive();
    floor.pass(1_000);
    floor.press(ANNA);
    assertThat(floor.holder()).isEqualTo(ANNA);
  }

  @Test
  void theLeaseIsRenewedEachHalfSecond() {
    floor.press(ANNA);
    floor.talk(2_100);
    assertThat(floor.last(ServerAct.Taken.class).lease().renewal()).isEqualTo(4);
    assertThat(floor.last(ServerAct.Taken.class).lease().number()).isEqualTo(1);
  }

  @Test
  void aHolderWhoIsNotHeardLosesTheFloor() {
    floor.press(ANNA);
    floor.talk(500);
    floor.press(BEN);
    floor.pass(590);
    assertThat(floor.holder()).isEqualTo(BEN);
    assertThat(floor.last(ServerAct.Ended.class).why()).isEqualTo(ServerAct.End.HOLDER_LOST);
  }

  @Test
  void aHolderWhoSendsNothingForFourSecondsLosesTheFloor() {
    floor.press(ANNA);
    floor.talk(1_000);
    for (int i = 0; i < 41; i++) {
      floor.server.sign(floor.nowNs, ANNA, 1, false);
      floor.pass(100);
    }
    assertThat(floor.holder()).isZero();
    assertThat(floor.last(ServerAct.Ended.class).why()).isEqualTo(ServerAct.End.MEDIA_ENDED);
  }

  @Test
  void aGrantThatNobodyTakesUpIsRepeatedAndThenServedToTheNext() {
    floor.press(ANNA);
    floor.press(BEN);
    floor.pass(650);
    assertThat(floor.told(ServerAct.Granted.class)).hasSize(7);
    assertThat(floor.holder()).isEqualTo(ANNA);
    floor.pass(200);
    assertThat(floor.holder()).isEqualTo(BEN);
    assertThat(floor.last(ServerAct.Ended.class).why()).isEqualTo(ServerAct.End.NEVER_TAKEN_UP);
  }

  @Test
  void eachRefusalHasItsCause() {
    floor.server.request(floor.nowNs, FloorRequest.of(ANNA, 1).asReceiveOnly());
    assertThat(floor.last(ServerAct.Denied.class).cause()).isEqualTo(DenyCause.RECEIVE_ONLY);
    floor.server.participants(1);
    floor.press(ANNA);
    assertThat(floor.last(ServerAct.Denied.class).cause())
        .isEqualTo(DenyCause.ONLY_ONE_PARTICIPANT);
    floor.server.participants(3);
    floor.press(ANNA);
    floor.server.request(floor.nowNs, FloorRequest.of(BEN, 1).withoutWaiting());
    assertThat(floor.last(ServerAct.Denied.class).cause())
        .isEqualTo(DenyCause.OTHER_HAS_PERMISSION);
    for (long who = 10; who < 10 + FloorLimits.DEFAULT.queueMax() + 1; who++) {
      floor.press(who);
    }
    assertThat(floor.last(ServerAct.Denied.class).cause()).isEqualTo(DenyCause.QUEUE_FULL);
  }

  @Test
  void whoWaitsAndIsNotHeardLosesThePlace() {
    floor.press(ANNA);
    floor.press(BEN);
    floor.talk(2_000);
    floor.press(CARA);
    floor.talk(2_500);
    assertThat(floor.server.queueSize()).isEqualTo(1);
    floor.release(ANNA);
    assertThat(floor.holder()).isEqualTo(CARA);
  }

  @Test
  void whoWaitsMayGiveUpThePlace() {
    floor.press(ANNA);
    floor.press(BEN);
    floor.press(CARA);
    floor.server.release(floor.nowNs, BEN, 7, 0);
    assertThat(floor.server.queueSize()).isEqualTo(2);
    floor.server.release(floor.nowNs, BEN, 1, 0);
    assertThat(floor.last(ServerAct.Queued.class))
        .isEqualTo(new ServerAct.Queued(FloorRequest.of(CARA, 1), 1, 1));
  }

  @Test
  void whoLeavesLosesFloorAndPlace() {
    floor.press(ANNA);
    floor.press(BEN);
    floor.press(CARA);
    floor.server.remove(floor.nowNs, BEN);
    floor.server.remove(floor.nowNs, ANNA);
    assertThat(floor.holder()).isEqualTo(CARA);
  }

  @Test
  void aReleaseOrASignForAnotherLeaseIsIgnored() {
    floor.press(ANNA);
    floor.server.release(floor.nowNs, ANNA, 9, 7);
    floor.server.release(floor.nowNs, BEN, 1, 1);
    floor.server.sign(floor.nowNs, BEN, 1, true);
    floor.server.sign(floor.nowNs, ANNA, 2, true);
    assertThat(floor.holder()).isEqualTo(ANNA);
    floor.pass(900);
    assertThat(floor.holder()).isZero();
  }

  @Test
  void aNewTermAdoptsTheRunningBurstAndGrantsToNobodyElseMeanwhile() {
    floor.server.stop(floor.nowNs);
    floor.press(BEN);
    assertThat(floor.acts).isEmpty();
    floor.server.begin();
    floor.press(BEN);
    assertThat(floor.holder()).isZero();
    floor.server.adopt(floor.nowNs, FloorRequest.of(ANNA, 4), 27_000 * MS);
    floor.server.adopt(floor.nowNs, FloorRequest.of(CARA, 4), 0);
    floor.server.open(floor.nowNs);
    assertThat(floor.holder()).isEqualTo(ANNA);
    floor.talk(3_100);
    assertThat(floor.last(ServerAct.Revoked.class).cause()).isEqualTo(RevokeCause.TALKED_TOO_LONG);
    floor.talk(1_000);
    assertThat(floor.holder()).isEqualTo(BEN);
  }

  @Test
  void aTermWithoutARunningBurstServesWhoWaited() {
    floor.server.begin();
    floor.press(BEN);
    floor.server.open(floor.nowNs);
    assertThat(floor.holder()).isEqualTo(BEN);
    floor.server.stop(floor.nowNs);
    assertThat(floor.server.lease()).isNull();
    assertThat(floor.server.state()).isEqualTo(FloorServer.State.STOPPED);
    assertThat(floor.server.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }
}
