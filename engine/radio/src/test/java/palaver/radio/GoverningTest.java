// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Member;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues.Change;
import palaver.sim.LinkRule;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities.NodeClass;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.SettingsMessage.Outcome;
import palaver.wire.radio.VoiceFrameFormat;

class GoverningTest {

  private static void set(Member operator, Setting setting, int value) {
    operator.machine.command(new RadioCommand.ChangeSettings(List.of(new Change(setting, value))));
  }

  private static List<Outcome> answers(Member operator) {
    return operator.events.stream()
        .filter(RadioEvent.SettingsAnswered.class::isInstance)
        .map(event -> ((RadioEvent.SettingsAnswered) event).outcome())
        .toList();
  }

  private static List<RollOutStage> stages(Member leader) {
    return leader.events.stream()
        .filter(RadioEvent.RollOutMoved.class::isInstance)
        .map(event -> ((RadioEvent.RollOutMoved) event).stage())
        .toList();
  }

  private static long having(Group group, Setting setting, int value) {
    return group.members.stream()
        .filter(m -> m.machine.isUp() && m.node.settings().value(setting) == value)
        .count();
  }

  private static void assertSame(Group group) {
    assertThat(group.members)
        .extracting(m -> m.node.settingsVersion())
        .containsOnly(group.members.getFirst().node.settingsVersion());
    assertThat(group.members)
        .extracting(m -> m.node.settings())
        .containsOnly(group.members.getFirst().node.settings());
  }

  @Test
  void anOperatorsWishReachesFirstAFewThenAll() {
    Group group = Group.withOperator(1, 8);
    Member operator = group.members.getFirst();
    Member leader = group.untilOneLeads();
    set(operator, Setting.TALK_LIMIT_MS, 60_000);
    group.pass(2_000);
    assertThat(answers(operator)).containsExactly(Outcome.APPLIED);
    assertThat(having(group, Setting.TALK_LIMIT_MS, 60_000)).isBetween(1L, 3L);
    assertThat(stages(leader)).containsExactly(RollOutStage.FIRST);
    group.pass(10_000);
    assertThat(having(group, Setting.TALK_LIMIT_MS, 60_000)).isEqualTo(8);
    group.pass(11_000);
    assertThat(stages(leader))
        .containsExactly(RollOutStage.FIRST, RollOutStage.ALL, RollOutStage.COMPLETE);
    assertSame(group);
  }

  @Test
  void onlyAnOperatorChangesSettings() {
    Group group = Group.withOperator(2, 3);
    Member other = group.members.get(1);
    set(other, Setting.FAN_OUT, 4);
    set(group.members.getFirst(), Setting.FAN_OUT, 99);
    set(group.members.getFirst(), Setting.FAN_OUT, Setting.FAN_OUT.initial());
    group.pass(1_000);
    assertThat(answers(other)).containsExactly(Outcome.NOT_AUTHORISED);
    assertThat(answers(group.members.getFirst())).containsExactly(Outcome.UNFIT, Outcome.APPLIED);
    assertThat(having(group, Setting.FAN_OUT, Setting.FAN_OUT.initial())).isEqualTo(3);
  }

  @Test
  void oneWishAtATime() {
    Group group = Group.withOperator(3, 4);
    Member operator = group.members.getFirst();
    set(operator, Setting.FAN_OUT, 4);
    set(operator, Setting.FAN_OUT, 5);
    group.pass(30_000);
    assertThat(answers(operator)).contains(Outcome.APPLIED);
    assertSame(group);
  }

  @Test
  void whoJoinsLaterGetsWhatHolds() {
    Group group = Group.withOperator(4, 5);
    Member late = group.follower(2).index == 0 ? group.follower(3) : group.follower(2);
    group.crash(late);
    group.pass(3_000);
    set(group.members.getFirst(), Setting.QUEUE_MAX, 3);
    group.pass(25_000);
    set(group.members.getFirst(), Setting.BITRATE, 16_000);
    group.pass(25_000);
    group.restart(late);
    group.untilOneLeads();
    group.pass(2_000);
    assertThat(late.node.settings().value(Setting.QUEUE_MAX)).isEqualTo(3);
    assertThat(late.node.settings().value(Setting.BITRATE)).isEqualTo(16_000);
    assertThat(late.events).hasAtLeastOneElementOfType(RadioEvent.Settings.class);
  }

  @Test
  void settingsOutliveARestartOfAll() {
    Group group = Group.withOperator(5, 3);
    set(group.members.getFirst(), Setting.LEASE_MS, 5_000);
    group.pass(25_000);
    for (Member member : group.members) {
      group.crash(member);
    }
    for (Member member : group.members) {
      group.restart(member);
    }
    group.untilOneLeads();
    assertThat(having(group, Setting.LEASE_MS, 5_000)).isEqualTo(3);
    set(group.members.getFirst(), Setting.LEASE_MS, 2_000);
    group.pass(25_000);
    assertThat(having(group, Setting.LEASE_MS, 2_000)).isEqualTo(3);
    assertThat(group.members.getFirst().store.lines())
        .extracting(line -> line.kind())
        .contains("settings-changed");
  }

  @Test
  void whatTheFirstDoNotTakeIsTakenBack() {
    Group group = Group.withOperator(6, 6);
    Member operator = group.members.getFirst();
    Member leader = group.untilOneLeads();
    set(operator, Setting.FAN_OUT, 4);
    group.pass(25_000);
    // Nobody but the operator is heard by the leader: no answer comes.
    LinkRule deaf =
        LinkRule.drop(p -> p.to().host() == leader.index && p.from().host() != operator.index);
    group.simulation.addRule(deaf);
    set(operator, Setting.FAN_OUT, 6);
    group.pass(2_500);
    assertThat(stages(leader)).endsWith(RollOutStage.TAKEN_BACK);
    assertThat(leader.node.settings().value(Setting.FAN_OUT)).isEqualTo(4);
    group.simulation.removeRule(deaf);
    group.untilOneLeads();
    group.pass(40_000);
    assertSame(group);
  }

  @Test
  void twoSidesOfASplitJoinTheirSettings() {
    Group group = new Group(7);
    Member west = group.addOperator();
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    Member east = group.addOperator();
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.startAll();
    group.untilOneLeads();
    set(west, Setting.FAN_OUT, 6);
    group.pass(25_000);
    LinkRule split = group.split(3);
    group.pass(5_000);
    set(west, Setting.QUEUE_MAX, 2);
    set(east, Setting.BITRATE, 12_000);
    group.pass(25_000);
    group.simulation.removeRule(split);
    group.untilOneLeads();
    group.pass(40_000);
    for (Member member : group.members) {
      assertThat(member.node.settings().value(Setting.FAN_OUT)).isEqualTo(6);
      assertThat(member.node.settings().value(Setting.QUEUE_MAX)).isEqualTo(2);
      assertThat(member.node.settings().value(Setting.BITRATE)).isEqualTo(12_000);
    }
    assertSame(group);
  }

  @Test
  void aNewLeaderGoesOnWithWhatTheFormerBegan() {
    Group group = Group.withOperator(8, 6);
    Member leader = group.untilOneLeads();
    set(group.members.getFirst(), Setting.DTX, 1);
    group.pass(3_000);
    group.crash(leader);
    group.pass(45_000);
    long up = group.members.stream().filter(m -> m.machine.isUp()).count();
    assertThat(having(group, Setting.DTX, 1)).isEqualTo(up);
  }

  @Test
  void anOperatorAloneSetsWhatOthersFindLater() {
    Group group = new Group(9);
    Member operator = group.addOperator();
    Member other = group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.startAll();
    group.crash(other);
    group.pass(6_000);
    set(operator, Setting.EMERGENCY, 0);
    group.pass(500);
    assertThat(answers(operator)).containsExactly(Outcome.APPLIED);
    group.restart(other);
    group.untilOneLeads();
    group.pass(20_000);
    assertThat(having(group, Setting.EMERGENCY, 0)).isEqualTo(2);
    set(operator, Setting.EMERGENCY, 1);
    group.pass(30_000);
    assertThat(having(group, Setting.EMERGENCY, 1)).isEqualTo(2);
  }

  @Test
  void theTalkLimitThatWasSetHolds() {
    Group group = Group.withOperator(10, 4);
    set(group.members.getFirst(), Setting.TALK_LIMIT_MS, 5_000);
    group.pass(25_000);
    Member talker = group.follower(1);
    group.press(talker);
    group.pass(4_000);
    assertThat(talker.node.talkingUnder()).isNotNull();
    group.pass(4_000);
    assertThat(talker.node.talkingUnder()).isNull();
  }

  @Test
  void theFrameBeforeIsRepeatedOnlyWhileTheChannelWantsIt() {
    Group group = Group.withOperator(15, 3);
    int repeating = longestVoiceBytes(group);
    set(group.members.getFirst(), Setting.REPEAT_PREVIOUS, 0);
    group.pass(25_000);
    assertThat(repeating - longestVoiceBytes(group)).as("a frame of 40 bytes").isEqualTo(40);
  }

  /// Every fourth voice packet is lost, when it is sent again too. With the frame before in each
  /// packet nobody misses it.
  private static LinkRule everyFourthVoicePacketIsLost() {
    return LinkRule.drop(passage ->
        passage.byteAt(1) == MessageType.VOICE_FRAME.code()
            && VoiceFrameFormat.sequence(passage.bytes(), EnvelopeFormat.HEADER_BYTES) % 4 == 2);
  }

  private static void talkFor(Group group, Member talker, int bursts) {
    for (int i = 0; i < bursts; i++) {
      group.press(talker);
      group.pass(2_500);
      group.release(talker);
      group.pass(500);
    }
  }

  @Test
  void settingsThatMakeVoiceWorseAreTakenBack() {
    Group group = Group.withOperator(16, 2);
    Member leader = group.untilOneLeads();
    set(group.members.getFirst(), Setting.QUEUE_MAX, 3);
    group.pass(25_000);
    group.simulation.addRule(everyFourthVoicePacketIsLost());
    talkFor(group, leader, 12);
    set(group.members.getFirst(), Setting.REPEAT_PREVIOUS, 0);
    talkFor(group, leader, 3);
    assertThat(stages(leader)).endsWith(RollOutStage.FIRST, RollOutStage.TAKEN_BACK);
    assertThat(leader.events)
        .anyMatch(event ->
            event instanceof RadioEvent.RollOutMoved moved
                && moved.evidence().startsWith("voice was heard worse by "));
    group.pass(10_000);
    assertThat(having(group, Setting.REPEAT_PREVIOUS, 1)).isEqualTo(2);
  }

  @Test
  void lossThatWasThereBeforeTakesNothingBack() {
    Group group = Group.withOperator(17, 2);
    Member leader = group.untilOneLeads();
    set(group.members.getFirst(), Setting.REPEAT_PREVIOUS, 0);
    group.pass(25_000);
    group.simulation.addRule(everyFourthVoicePacketIsLost());
    talkFor(group, leader, 12);
    set(group.members.getFirst(), Setting.QUEUE_MAX, 3);
    talkFor(group, leader, 10);
    assertThat(stages(leader)).endsWith(RollOutStage.FIRST, RollOutStage.COMPLETE);
  }

  /// The longest voice packet of a burst of a second.
  private static int longestVoiceBytes(Group group) {
    int[] longest = {0};
    LinkRule watch =
        LinkRule.drop(passage -> {
          if (passage.byteAt(1) == MessageType.VOICE_FRAME.code()) {
            longest[0] = Math.max(longest[0], passage.bytes().length);
          }
          return false;
        });
    group.simulation.addRule(watch);
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(1_000);
    group.release(talker);
    group.pass(500);
    group.simulation.removeRule(watch);
    return longest[0];
  }
}
