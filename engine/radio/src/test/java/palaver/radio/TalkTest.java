// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import palaver.floor.ParticipantState;
import palaver.radio.Group.Heard;
import palaver.radio.Group.Member;
import palaver.sim.LinkRule;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities.NodeClass;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.MessageType;

class TalkTest {

  @Test
  void whatAPersonSaysIsHeardByAllFromTheFirstSyllableOn() {
    Group group = Group.of(1, 4);
    Member talker = group.follower(1);
    group.press(talker);
    group.pass(1_000);
    assertThat(talker.state).isInstanceOf(ParticipantState.Granted.class);
    group.release(talker);
    group.pass(500);
    for (Member member : group.members) {
      if (member != talker) {
        assertThat(member.heard).hasSizeGreaterThan(45);
        assertThat(member.heard.getFirst().sequence()).isZero();
        assertThat(member.heard.getLast().length()).as("ends with silence").isZero();
        assertThat(member.heard).allMatch(h -> h.talker().equals(talker.id()));
        assertThat(member.heard.stream().map(Heard::sequence)).doesNotHaveDuplicates();
        assertThat(member.node.playing()).isNull();
      }
    }
    assertThat(talker.heard).isEmpty();
    assertThat(talker.state).isInstanceOf(ParticipantState.Idle.class);
  }

  @Test
  void theLeaderTalksToo() {
    Group group = Group.of(2, 3);
    Member leader = group.untilOneLeads();
    group.press(leader);
    group.pass(300);
    assertThat(leader.node.talkingUnder()).isEqualTo(leader.node.runningLease()).isNotNull();
    assertThat(group.follower(0).heard).isNotEmpty();
    group.release(leader);
    group.pass(300);
    assertThat(leader.node.runningLease()).isNull();
  }

  @Test
  void aSecondPressWaitsAndIsServedNext() {
    Group group = Group.of(3, 4);
    Member first = group.follower(0);
    Member second = group.follower(1);
    group.press(first);
    group.pass(200);
    group.press(second);
    group.pass(200);
    assertThat(second.state).isInstanceOf(ParticipantState.Queued.class);
    assertThat(group.untilOneLeads().node.queue().size()).isEqualTo(1);
    group.release(first);
    group.pass(300);
    assertThat(second.state).isInstanceOf(ParticipantState.Granted.class);
    assertThat(first.heard).allMatch(h -> h.talker().equals(second.id()));
  }

  @Test
  void anEmergencyInterruptsWhenTheMembershipAllowsIt() {
    Group group = new Group(4);
    Member dispatcher = group.add(Group.DISPATCHER, NodeClass.PHONE);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    Member talker = group.add(Rights.TALKER, NodeClass.PHONE);
    Member pretender = group.add(Rights.TALKER, NodeClass.PHONE);
    group.startAll();
    group.untilOneLeads();
    group.press(talker);
    group.pass(300);
    group.press(pretender, 200, true);
    group.pass(1_500);
    assertThat(pretender.state).isInstanceOf(ParticipantState.Queued.class);
    group.press(dispatcher, 9, true);
    group.pass(1_500);
    assertThat(dispatcher.state).isInstanceOf(ParticipantState.Granted.class);
    assertThat(talker.state).isInstanceOf(ParticipantState.Revoked.class);
  }

  @Test
  void aListenerMayNotTalk() {
    Group group = new Group(5);
    Member listener = group.add(Rights.LISTENER, NodeClass.PHONE);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.startAll();
    group.untilOneLeads();
    assertThat(listener.state).isInstanceOf(ParticipantState.ReceiveOnly.class);
    group.press(listener);
    group.pass(500);
    assertThat(listener.node.talkingUnder()).isNull();
  }

  @Test
  void theTalkLimitIsAnnouncedAndHolds() {
    Group group = Group.of(6, 3);
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(26_000);
    assertThat(talker.events).hasAtLeastOneElementOfType(RadioEvent.TalkLimitNear.class);
    assertThat(talker.node.talkingUnder()).isNotNull();
    group.pass(6_000);
    assertThat(talker.node.talkingUnder()).isNull();
    assertThat(talker.state).isInstanceOf(ParticipantState.Revoked.class);
  }

  @Test
  void aTalkerWhoDiesLosesTheFloor() {
    Group group = Group.of(7, 4);
    Member talker = group.follower(0);
    Member next = group.follower(1);
    group.press(talker);
    group.pass(500);
    group.crash(talker);
    group.pass(1_000);
    group.press(next);
    group.pass(500);
    assertThat(next.state).isInstanceOf(ParticipantState.Granted.class);
  }

  @Test
  void aBurstOutlivesTheLeaderUnderANewLease() {
    Group group = Group.of(8, 6);
    Member leader = group.untilOneLeads();
    Member talker = group.follower(0);
    Member listener = group.follower(1);
    group.press(talker);
    group.pass(1_000);
    LeaseId before = Objects.requireNonNull(talker.node.talkingUnder());
    group.crash(leader);
    group.pass(2_500);
    LeaseId after = Objects.requireNonNull(talker.node.talkingUnder());
    assertThat(after).isGreaterThan(before);
    assertThat(listener.heard.getLast().lease()).isEqualTo(after);
    assertThat(listener.heard).hasSizeGreaterThan(150);
  }

  @Test
  void withoutALeaderAPressIsDeniedWithACause() {
    Group group = new Group(9);
    Member only = group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.startAll();
    group.pass(1_000);
    group.press(only);
    group.pass(3_000);
    assertThat(only.node.talkingUnder()).isNull();
    assertThat(only.state)
        .isInstanceOfAny(ParticipantState.Alone.class, ParticipantState.Denied.class);
  }

  @Test
  void aWokenTalkerTalksUnderNoOldLease() {
    Group group = Group.of(10, 4);
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(500);
    talker.machine.suspend();
    group.pass(3_000);
    talker.machine.wake(new RadioCommand.Resumed(3 * Group.SECOND));
    assertThat(talker.node.talkingUnder()).isNull();
    assertThat(talker.node.playing()).isNull();
  }

  @Test
  void whoComesLateHearsTheTalkerSoon() {
    Group group = Group.of(11, 5);
    Member late = group.follower(2);
    Member talker = group.follower(0);
    group.crash(late);
    group.pass(3_000);
    group.press(talker);
    group.pass(1_000);
    group.restart(late);
    late.heard.clear();
    group.pass(1_200);
    assertThat(late.heard).isNotEmpty();
  }

  @Test
  void lostFramesComeWithTheirSuccessors() {
    Group group = Group.of(12, 3);
    Member talker = group.follower(0);
    Member listener = group.follower(1);
    int[] count = {0};
    group.simulation.addRule(
        palaver.sim.LinkRule.drop(
            p -> p.to().equals(listener.machine.endpoint()) && ++count[0] % 5 == 0));
    group.press(talker);
    group.pass(2_000);
    assertThat(listener.node.counters().framesRecovered()).isGreaterThan(5);
    assertThat(listener.heard).anyMatch(Heard::recovered);
  }

  @Test
  void aTalkerFarBelowTheRootSendsToTheRootToo() {
    Group group = Group.of(41, 20);
    group.pass(3_000);
    Member root = group.untilOneLeads();
    Member talker =
        group.members.stream()
            .filter(m -> !m.leads() && !root.id().equals(m.node.treeParent()))
            .findFirst()
            .orElseThrow();
    int[] straight = {0};
    group.simulation.addRule(
        LinkRule.drop(p -> {
          boolean voice = p.byteAt(1) == MessageType.VOICE_FRAME.code();
          boolean toRoot = p.to().equals(root.machine.endpoint());
          straight[0] += voice && toRoot && p.from().equals(talker.machine.endpoint()) ? 1 : 0;
          return false;
        }));
    group.press(talker);
    group.pass(1_000);
    group.release(talker);
    group.pass(300);
    long spoken = root.heard.stream().filter(h -> h.talker().equals(talker.id())).count();
    assertThat(spoken).isGreaterThan(40);
    assertThat(straight[0]).isBetween((int) spoken - 1, (int) spoken + 1);
  }
}
