// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.Bytes;
import palaver.radio.Group.Member;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.wire.radio.AddressMessage;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// Nodes that know one address, where nothing carries multicast.
class WhereaboutsTest {
  private static final int VICTIM = 500;

  private static void assertAllKnowAll(Group group, int others) {
    for (Member member : group.members) {
      if (member.machine.isUp()) {
        assertThat(member.node.around(member.machine.localNs()))
            .as("node %d", member.index)
            .hasSize(others);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,2", "4,3", "5,4", "6,0", "7,1", "8,2"})
  void nodesThatKnowTheAddressOfOneFollowOneLeaderWhoeverItIs(long seed, int hub) {
    Group group = Group.withoutMulticast(seed, 5, hub);
    group.untilOneLeads();
    group.pass(5_000);
    assertAllKnowAll(group, 4);
    assertThat(group.leader()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"11,0", "12,1", "13,2", "14,3"})
  void whoWasFoundByTheAddressOfOneStaysFoundWhenThatOneIsGone(long seed, int hub) {
    Group group = Group.withoutMulticast(seed, 5, hub);
    group.untilOneLeads();
    group.pass(5_000);
    group.crash(group.members.get(hub));
    group.pass(3_000);
    assertThat(group.leader()).isNotNull();
    group.pass(5_000);
    assertAllKnowAll(group, 3);
  }

  @Test
  void theVoiceOfAnyReachesAll() {
    Group group = Group.withoutMulticast(21, 4, 2);
    group.untilOneLeads();
    group.pass(3_000);
    Member talker = group.follower(1);
    group.press(talker);
    group.pass(2_000);
    group.release(talker);
    group.pass(500);
    for (Member member : group.members) {
      if (member != talker) {
        assertThat(member.heard).as("node %d", member.index).hasSizeGreaterThan(85);
      }
    }
  }

  @Test
  void aLargeGroupComesTogetherToo() {
    Group group = Group.withoutMulticast(22, 24, 7);
    group.untilOneLeads();
    group.pass(10_000);
    assertThat(group.leader()).isNotNull();
    group.crash(Objects.requireNonNull(group.leader()));
    group.pass(5_000);
    assertThat(group.leader()).isNotNull();
  }

  /// A member says over its link what it likes.
  private static void say(Member speaker, Member to, AddressMessage message) {
    speaker.machine.inputNow((nowNs, outbox) -> {
      speaker.node.node.sender.begin(nowNs, outbox);
      Peer peer = Objects.requireNonNull(speaker.node.node.peers.find(to.id().value()));
      speaker.node.node.sender.send(peer, message);
    });
  }

  private static PeerAddress lie(NodeId about) {
    return new PeerAddress(about, Bytes.of(Endpoint.v4(VICTIM, 80).ip()), 80);
  }

  private static int[] countTo(Group group, int host) {
    int[] count = {0};
    group.simulation.addRule(
        LinkRule.drop(passage -> {
          count[0] += passage.to().host() == host ? 1 : 0;
          return false;
        }));
    return count;
  }

  @Test
  void nobodyKnocksWhereItWasToldWithoutHavingAsked() {
    Group group = Group.of(31, 4);
    Member liar = group.follower(0);
    Member told = group.follower(1);
    Member down = group.follower(2);
    group.crash(down);
    group.pass(8_000);
    int[] knocks = countTo(group, VICTIM);
    for (int i = 0; i < 200; i++) {
      say(liar, told, new AddressMessage.Answer(List.of(lie(down.id()), lie(NodeId.NONE))));
      group.pass(10);
    }
    assertThat(knocks[0]).isZero();
    assertThat(told.node.node.peers.all()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aLiarWhoIsAskedCannotHaveAStrangerFlooded() {
    Group group = Group.of(32, 6);
    Member liar = Objects.requireNonNull(group.leader());
    Member asker = group.follower(0);
    List<Member> down = List.of(group.follower(1), group.follower(2), group.follower(3));
    down.forEach(group::crash);
    group.pass(6_000);
    int[] knocks = countTo(group, VICTIM);
    for (int i = 0; i < 6_000; i++) {
      Member about = down.get(i % down.size());
      say(liar, asker, new AddressMessage.Answer(List.of(lie(about.id()))));
      group.pass(10);
    }
    // A minute: it asks once a second at most, and knocks once for each that it asked for.
    assertThat(knocks[0]).isBetween(1, 200);
  }

  @Test
  void whoAsksForManyIsToldFewAndSeldom() {
    Group group = Group.of(33, 8);
    Member asker = group.follower(0);
    Member asked = group.follower(1);
    List<NodeId> all = group.members.stream().map(Member::id).toList();
    int[] answers = {0};
    int[] longest = {0};
    Endpoint from = asked.machine.endpoint();
    group.simulation.addRule(
        LinkRule.drop(passage -> {
          boolean told =
              passage.byteAt(1) == MessageType.ADDRESSES.code() && passage.from().equals(from);
          answers[0] += told ? 1 : 0;
          longest[0] = Math.max(longest[0], told ? passage.bytes().length : 0);
          return false;
        }));
    for (int i = 0; i < 100; i++) {
      say(asker, asked, new AddressMessage.Request(all));
      group.pass(10);
    }
    assertThat(answers[0]).isBetween(5, 11);
    assertThat(longest[0]).as("four of seven").isBetween(100, 130);
  }

  @Test
  void whereMembersMayBeIsTriedUntilSomebodyIsHeard() {
    Group group = Group.withoutMulticast(34, 3, 0);
    group.members.forEach(group::crash);
    group.restart(group.members.get(0));
    group.restart(group.members.get(1));
    group.untilOneLeads();
    Member late = group.members.get(2);
    group.restartAlone(late);
    group.pass(2_000);
    assertThat(late.node.around(late.machine.localNs())).isEmpty();
    Member other = group.members.get(1);
    PeerAddress where = new PeerAddress(other.id(), Bytes.of(other.machine.endpoint().ip()), 7_070);
    late.machine.command(new RadioCommand.Introduce(List.of(where)));
    group.pass(3_000);
    assertThat(group.leader()).isNotNull();
    assertAllKnowAll(group, 2);
  }
}
