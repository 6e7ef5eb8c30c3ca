// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Member;

class LinkWatchTest {

  private static Peer peerAt(Member leader, Member member) {
    return Objects.requireNonNull(leader.node.node.peers.find(member.id().value()));
  }

  @Test
  void theLeaderLearnsHowWellEachIsPlaced() {
    Group group = Group.of(1, 6);
    Member leader = group.untilOneLeads();
    Member weak = group.follower(0);
    weak.machine.command(new RadioCommand.Signal(-81));
    group.follower(1).machine.command(new RadioCommand.Signal(40));
    group.pass(7_000);
    assertThat(peerAt(leader, weak).rssiDbm).isEqualTo(-81);
    assertThat(peerAt(leader, group.follower(1)).rssiDbm).isZero();
    assertThat(peerAt(leader, weak).roundTripNs).isPositive();
  }

  @Test
  void voiceThatDoesNotComeIsTold() {
    Group group = Group.of(2, 5);
    Member leader = group.untilOneLeads();
    Member deaf = group.follower(0);
    Member talker = group.follower(1);
    var chance = group.simulation.fork();
    group.simulation.addRule(
        palaver.sim.LinkRule.drop(p -> p.to().host() == deaf.index && chance.nextInt(100) < 40));
    group.press(talker);
    group.pass(12_000);
    assertThat(peerAt(leader, deaf).lossPermille).isBetween(150, 500);
    assertThat(peerAt(leader, group.follower(2)).lossPermille).isZero();
  }
}
