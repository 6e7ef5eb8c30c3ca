// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.floor.ParticipantState;
import palaver.radio.Group.Heard;
import palaver.radio.Group.Member;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues.Change;
import palaver.radio.v1.V1Event;

/// Who of protocol v1 and v2 hears whom: the matrix of docs/protocol-compatibility.md.
class CompatibilityTest {
  private static final int VOICE_OF_GROUP = 0;
  private static final int WEST = 11;
  private static final int EAST = 22;

  private final Group group = Group.withOperator(1, 4);
  private final OldNode west = OldNode.in(group, 101, WEST);
  private final OldNode east = OldNode.in(group, 102, EAST);

  private void openWindow() {
    openWindow(group);
  }

  private static void openWindow(Group group) {
    List<Change> open = List.of(new Change(Setting.V1_WINDOW, 1));
    group.members.getFirst().machine.command(new RadioCommand.ChangeSettings(open));
    group.pass(25_000);
  }

  private void talk(OldNode node, int frames) {
    node.press();
    for (int i = 0; i < frames; i++) {
      node.frame();
      group.pass(20);
    }
    node.release();
    group.pass(500);
  }

  private long heardFromBridge(Member member) {
    Member leader = group.untilOneLeads();
    return member.heard.stream().filter(h -> h.talker().equals(leader.id())).count();
  }

  @Test
  void v1HearsV1() {
    group.pass(3_000);
    talk(west, 50);
    assertThat(east.heard).hasSize(50).containsOnly(WEST);
  }

  @Test
  void v2HearsV2WhileTheWindowIsOpen() {
    openWindow();
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(1_000);
    group.release(talker);
    assertThat(group.follower(1).heard).hasSizeGreaterThan(45);
  }

  @Test
  void v1HearsV2OnceThroughTheLeader() {
    openWindow();
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(1_000);
    assertThat(west.isTaken()).isTrue();
    group.release(talker);
    group.pass(700);
    assertThat(west.isTaken()).isFalse();
    assertThat(west.heard).hasSizeBetween(45, 52).containsOnly(VOICE_OF_GROUP);
    assertThat(east.heard).hasSameSizeAs(west.heard);
  }

  @Test
  void v1HearsTheLeaderTooWhenItTalks() {
    openWindow();
    Member leader = group.untilOneLeads();
    group.press(leader);
    group.pass(1_000);
    group.release(leader);
    group.pass(500);
    assertThat(west.heard).hasSizeBetween(40, 52).containsOnly(VOICE_OF_GROUP);
    assertThat(west.isTaken()).isFalse();
  }

  @Test
  void v2HearsV1UnderALeaseOfTheLeader() {
    openWindow();
    talk(west, 100);
    Member leader = group.untilOneLeads();
    for (Member member : group.members) {
      assertThat(heardFromBridge(member)).isBetween(90L, 102L);
      assertThat(member.node.playing()).isNull();
    }
    assertThat(leader.events)
        .as("the person at the leader did not press")
        .noneMatch(e -> e instanceof RadioEvent.Floor(ParticipantState.Granted _));
    assertThat(east.heard).as("once, from the talker itself").hasSize(100).containsOnly(WEST);
    assertThat(leader.node.runningLease()).isNull();
  }

  @Test
  void v1DoesNotTalkOverV2() {
    openWindow();
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(500);
    assertThat(west.isTaken()).isTrue();
    talk(west, 20);
    assertThat(west.talks()).isFalse();
    assertThat(talker.state).isInstanceOf(ParticipantState.Granted.class);
    assertThat(group.follower(1).heard.stream().map(Heard::talker)).containsOnly(talker.id());
  }

  @Test
  void v2WaitsForV1AndIsServedNext() {
    openWindow();
    west.press();
    for (int i = 0; i < 25; i++) {
      west.frame();
      group.pass(20);
    }
    Member second = group.follower(1);
    group.press(second);
    group.pass(20);
    west.frame();
    group.pass(100);
    assertThat(second.state).isInstanceOf(ParticipantState.Queued.class);
    west.release();
    group.pass(500);
    assertThat(second.state).isInstanceOf(ParticipantState.Granted.class);
  }

  @Test
  void aV1DeviceThatFallsSilentLosesTheFloor() {
    openWindow();
    west.press();
    west.frame();
    group.pass(3_000);
    assertThat(group.untilOneLeads().node.runningLease()).isNull();
  }

  @Test
  void thePersonAtTheLeaderComesBeforeAV1Device() {
    openWindow();
    Member leader = group.untilOneLeads();
    west.press();
    west.frame();
    group.pass(100);
    assertThat(leader.node.talkingUnder()).isNotNull();
    group.press(leader);
    group.pass(1_000);
    group.release(leader);
    group.pass(300);
    assertThat(group.follower(0).heard).hasSizeGreaterThan(30);
    assertThat(west.heard).isNotEmpty().containsOnly(VOICE_OF_GROUP);
  }

  @Test
  void withTheWindowShutNothingPasses() {
    group.pass(3_000);
    talk(west, 50);
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(500);
    assertThat(west.heard).isEmpty();
    assertThat(group.follower(1).heard.stream().map(Heard::talker)).containsOnly(talker.id());
    assertThat(group.untilOneLeads().node.counters().oldPackets()).isPositive();
    assertThat(group.untilOneLeads().events)
        .contains(new RadioEvent.OldDevices(2, false))
        .doesNotContain(new RadioEvent.OldDevices(2, true));
  }

  @Test
  void anotherLeaderGoesOnWithTheV1Devices() {
    openWindow();
    Member leader = group.untilOneLeads();
    group.crash(leader);
    group.pass(6_000);
    group.untilOneLeads();
    talk(west, 60);
    Member listener = group.follower(0);
    assertThat(heardFromBridge(listener)).isBetween(50L, 62L);
  }

  @Test
  void aLeaderThatDoesNotSpeakV1JoinsNobody() {
    Group newOnly = Group.ofNewOnly(2, 3);
    OldNode old = OldNode.in(newOnly, 101, WEST);
    openWindow(newOnly);
    newOnly.press(newOnly.follower(0));
    newOnly.pass(1_000);
    assertThat(old.isTaken()).isFalse();
    assertThat(old.heard).isEmpty();
    assertThat(newOnly.untilOneLeads().events)
        .as("its owner is told")
        .contains(new RadioEvent.OldDevices(1, false));
  }

  @Test
  void aV1TalkerStopsWhenThePersonAtTheLeaderSpeaks() {
    openWindow();
    west.press();
    west.frame();
    group.pass(100);
    assertThat(west.talks()).isTrue();
    Member leader = group.untilOneLeads();
    group.press(leader);
    group.pass(500);
    assertThat(west.talks()).isFalse();
    assertThat(west.events).contains(new V1Event.Interrupted());
    group.release(leader);
  }

  @Test
  void nodesOfV2AreNotTakenForOldOnes() {
    openWindow();
    group.pass(5_000);
    for (Member member : group.members) {
      assertThat(member.events)
          .filteredOn(RadioEvent.OldDevices.class::isInstance)
          .extracting(event -> ((RadioEvent.OldDevices) event).count())
          .allMatch(count -> count <= 2);
    }
  }
}
