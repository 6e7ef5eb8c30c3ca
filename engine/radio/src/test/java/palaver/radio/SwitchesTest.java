// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Member;
import palaver.radio.settings.Setting;
import palaver.radio.settings.SettingsValues.Change;

class SwitchesTest {

  private static void set(Member member, Feature feature, boolean on) {
    member.machine.command(new RadioCommand.Switch(feature, on));
  }

  @Test
  void aLeaderWithoutElectionResignsAndLeadsNeverAgain() {
    Group group = Group.of(1, 4);
    Member former = Objects.requireNonNull(group.leader());
    set(former, Feature.ELECTION, false);
    group.pass(3_000);
    Member next = Objects.requireNonNull(group.leader());
    assertThat(next).isNotEqualTo(former);
    assertThat(former.follows(next)).isTrue();
    group.crash(next);
    group.pass(5_000);
    Member third = Objects.requireNonNull(group.leader());
    assertThat(third).isNotIn(former, next);
    assertThat(former.follows(third)).isTrue();
  }

  @Test
  void whoIsSwitchedOffEverywhereLeadsNowhereUntilOneIsSwitchedOn() {
    Group group = Group.of(2, 3);
    group.members.forEach(member -> set(member, Feature.ELECTION, false));
    group.pass(10_000);
    assertThat(group.leader()).isNull();
    Member one = group.members.get(1);
    set(one, Feature.ELECTION, true);
    assertThat(group.untilOneLeads()).isEqualTo(one);
  }

  @Test
  void aNodeWithoutRelayPassesNothingOnAndAllHearStill() {
    Group group = Group.of(3, 24);
    group.pass(6_000);
    Member leader = Objects.requireNonNull(group.leader());
    Member relay =
        group.members.stream()
            .filter(each -> each != leader && each.node.degree() > 1)
            .findFirst()
            .orElseThrow();
    set(relay, Feature.RELAY, false);
    group.pass(12_000);
    assertThat(relay.node.degree()).isEqualTo(1);
    Member talker = group.members.stream().filter(m -> m != relay && m != leader).findFirst().get();
    group.press(talker);
    group.pass(2_000);
    group.release(talker);
    group.pass(1_000);
    for (Member each : group.members) {
      assertThat(each == talker || each.heard.size() > 80).as("node " + each.index).isTrue();
    }
  }

  @Test
  void withoutCentralSettingsTheOwnConfigurationHoldsUntilTheyAreBack() {
    Group group = Group.withOperator(4, 3);
    Member operator = group.members.getFirst();
    operator.machine.command(
        new RadioCommand.ChangeSettings(List.of(new Change(Setting.REPEAT_PREVIOUS, 0))));
    group.pass(20_000);
    Member other = group.members.get(1);
    assertThat(other.node.node.rules.repeatPrevious()).isFalse();
    set(other, Feature.CENTRAL_SETTINGS, false);
    group.pass(100);
    assertThat(other.node.node.rules.repeatPrevious()).isTrue();
    assertThat(other.node.settings().isOn(Setting.REPEAT_PREVIOUS)).as("still kept").isFalse();
    operator.machine.command(
        new RadioCommand.ChangeSettings(List.of(new Change(Setting.FAN_OUT, 4))));
    group.pass(20_000);
    assertThat(other.node.node.rules.fanOut()).isEqualTo(RadioLimits.DEFAULT.fanOut());
    set(other, Feature.CENTRAL_SETTINGS, true);
    group.pass(100);
    assertThat(other.node.node.rules.repeatPrevious()).isFalse();
    assertThat(other.node.node.rules.fanOut()).isEqualTo(4);
  }
}
