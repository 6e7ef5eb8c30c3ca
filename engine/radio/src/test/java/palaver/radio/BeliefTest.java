// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import palaver.floor.ParticipantState;
import palaver.radio.Group.Member;
import palaver.sim.Addresses;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.Passage;
import palaver.sim.Verdict;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities.NodeClass;
import palaver.wire.radio.MessageType;

/// What a node believes, and what it refuses without being changed by it.
class BeliefTest {
  private static final int TYPE_AT = 1;

  private static List<Passage> record(Group group, MessageType type) {
    List<Passage> seen = new ArrayList<>();
    group.simulation.addRule((passage, random) -> {
      if (passage.byteAt(TYPE_AT) == type.code()) {
        seen.add(
            new Passage(passage.atNs(), passage.from(), passage.to(), passage.bytes().clone()));
      }
      return Verdict.PASS;
    });
    return seen;
  }

  @Test
  void aStrangerIsNeitherHeardNorFollowed() {
    Group group = Group.of(1, 3);
    Member stranger = group.stranger();
    group.start(stranger);
    group.pass(5_000);
    Member leader = group.untilOneLeads();
    assertThat(leader.node.counters().strangers()).isPositive();
    assertThat(leader.node.peerCount()).isEqualTo(2);
    group.press(stranger);
    group.pass(1_000);
    assertThat(stranger.node.talkingUnder()).isNull();
    assertThat(leader.node.runningLease()).isNull();
  }

  @Test
  void aRevokedDeviceIsOutAtOnceEvenInMidTalk() {
    Group group = Group.of(2, 5);
    Member talker = group.follower(0);
    Member listener = group.follower(1);
    Member operatorsNode = group.follower(2);
    Member next = group.follower(3);
    group.press(talker);
    group.pass(1_000);
    group.revoke(talker, operatorsNode);
    group.pass(400);
    int heard = listener.heard.size();
    Member leader = group.members.stream().filter(Member::leads).findFirst().orElseThrow();
    assertThat(leader.node.runningLease()).isNull();
    group.pass(2_000);
    assertThat(listener.heard).hasSize(heard);
    group.press(next);
    group.pass(1_000);
    assertThat(next.state).isInstanceOf(ParticipantState.Granted.class);
    talker.heard.clear();
    group.pass(1_000);
    assertThat(talker.heard).as("hears nothing under the new key").isEmpty();
  }

  @Test
  void aRevokedLeaderIsReplaced() {
    Group group = Group.of(3, 4);
    Member leader = group.untilOneLeads();
    Member other = group.follower(0);
    group.revoke(leader, other);
    group.pass(3_000);
    Member now =
        group.members.stream().filter(m -> m != leader && m.leads()).findFirst().orElseThrow();
    for (Member member : group.members) {
      if (member != leader && member != now) {
        assertThat(member.follows(now)).isTrue();
      }
    }
  }

  @Test
  void recordedDatagramsChangeNothing() {
    Group group = Group.of(4, 3);
    Member talker = group.follower(0);
    Member listener = group.follower(1);
    List<Passage> voice = record(group, MessageType.VOICE_FRAME);
    group.press(talker);
    group.pass(500);
    group.release(talker);
    group.pass(500);
    int heard = listener.heard.size();
    for (Passage old : List.copyOf(voice)) {
      group.simulation.inject(old.from(), old.to(), old.bytes());
    }
    group.pass(500);
    assertThat(listener.heard).hasSize(heard);
    assertThat(listener.node.counters().replayed()).isPositive();
  }

  @Test
  void alteredDatagramsChangeNothing() {
    Group group = Group.of(5, 3);
    Member leader = group.untilOneLeads();
    SplittableRandom random = new SplittableRandom(1);
    boolean[] injecting = {false};
    group.simulation.addRule((passage, chance) -> {
      if (injecting[0]) {
        return Verdict.PASS;
      }
      injecting[0] = true;
      byte[] altered = passage.bytes().clone();
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
      group.simulation.inject(passage.from(), leader.machine.endpoint(), altered);
      injecting[0] = false;
      return Verdict.PASS;
    });
    group.pass(1_000);
    assertThat(leader.node.counters().malformed()).isPositive();
    assertThat(group.untilOneLeads()).isSameAs(leader);
  }

  @Test
  void aFloodOfRubbishLeavesTheOthersAlone() {
    Group group = Group.of(6, 3);
    Member leader = group.untilOneLeads();
    SplittableRandom random = new SplittableRandom(2);
    Endpoint nowhere = Endpoint.v4(99, 1);
    group.simulation.every(
        Group.MS,
        () -> {
          byte[] rubbish = new byte[random.nextInt(1_200)];
          random.nextBytes(rubbish);
          group.simulation.inject(nowhere, leader.machine.endpoint(), rubbish);
        });
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(1_000);
    assertThat(talker.state).isInstanceOf(ParticipantState.Granted.class);
    assertThat(leader.node.counters().malformed()).isGreaterThan(900);
  }

  @Test
  void aLinkIsOpenedAnewAfterARestart() {
    Group group = Group.of(7, 3);
    Member follower = group.follower(0);
    long before = follower.node.counters().handshakes();
    assertThat(before + group.follower(1).node.counters().handshakes()).isPositive();
    group.crash(follower);
    group.pass(500);
    group.restart(follower);
    group.pass(3_000);
    group.untilOneLeads();
    group.press(follower);
    group.pass(500);
    assertThat(follower.state).isInstanceOf(ParticipantState.Granted.class);
  }

  @Test
  void aLostHandshakeIsRepeated() {
    Group group = new Group(8);
    group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.add(Rights.TALKER, NodeClass.PHONE);
    int[] count = {0};
    group.simulation.addRule(
        LinkRule.drop(
            p -> p.byteAt(TYPE_AT) == MessageType.SESSION_ANSWER.code() && count[0]++ < 2));
    group.startAll();
    group.untilOneLeads();
    assertThat(count[0]).isGreaterThan(2);
  }

  @Test
  void aKeyThatWasLostIsAskedForAgain() {
    Group group = new Group(9);
    for (int i = 0; i < 3; i++) {
      group.add(Rights.TALKER, NodeClass.LAPTOP);
    }
    int[] count = {0};
    group.simulation.addRule(
        LinkRule.drop(p -> p.byteAt(TYPE_AT) == MessageType.KEY_HANDOVER.code() && count[0]++ < 3));
    group.startAll();
    group.untilOneLeads();
    Member talker = group.follower(0);
    group.pass(1_000);
    group.press(talker);
    group.pass(500);
    assertThat(group.follower(1).heard).hasSizeGreaterThan(15);
  }

  @Test
  void aKeyIsUsedInTheEndWhenNobodySaysSo() {
    Group group = Group.of(10, 3);
    group.simulation.addRule(
        LinkRule.drop(p -> p.byteAt(TYPE_AT) == MessageType.KEY_ACTIVATE.code()));
    Member leader = group.untilOneLeads();
    group.crash(leader);
    group.pass(4_000);
    group.untilOneLeads();
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(12_000);
    Member other = Objects.requireNonNull(group.leader());
    assertThat(other.heard).hasSizeGreaterThan(500);
    assertThat(talker.node.counters().framesUnsealed()).isZero();
  }

  @Test
  void theKeysMustBeThoseOfTheNode() {
    Group group = new Group(11);
    Member member = group.add(Rights.TALKER, NodeClass.LAPTOP);
    DeviceIdentity other = DeviceIdentity.create(group.crypto, group.secrets);
    RadioConfig config =
        RadioConfig.of(
            member.id(),
            1,
            "x",
            new palaver.wire.radio.Capabilities(2, 2, NodeClass.PHONE, 0, 0),
            0);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new RadioNode(
                config,
                new Credentials(other, group.membership, group.secrets),
                new MemoryStore(),
                (_, _, _, _, _, _, _, _) -> {},
                new Addresses(),
                new SplittableRandom(1)));
  }
}
