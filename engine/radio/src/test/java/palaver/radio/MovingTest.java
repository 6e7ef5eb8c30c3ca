// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.radio.Group.SECOND;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.radio.Group.Member;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;

/// A node is out of reach and comes back where nobody knows it: a phone that roams, a new lease of
/// DHCP. The group is too large for a link from each to each.
class MovingTest {

  private static final int NODES = 20;

  /// Cuts the machine of a node off, and later brings it back at another address.
  private static void away(Group group, Member moved, long forNs) {
    LinkRule cut = cut(group, moved);
    group.simulation.runFor(forNs);
    group.simulation.removeRule(cut);
    move(moved);
  }

  /// Cuts a machine off, whatever its address; what ends that.
  private static LinkRule cut(Group group, Member member) {
    int host = member.machine.endpoint().host();
    LinkRule rule = LinkRule.drop(p -> p.from().host() == host || p.to().host() == host);
    group.simulation.addRule(rule);
    return rule;
  }

  private static void move(Member moved) {
    Endpoint before = moved.machine.endpoint();
    moved.machine.moveTo(Endpoint.v4(before.host(), before.port() + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 6, 9, 12, 15, 18})
  void aNodeThatComesBackAtAnotherAddressFollowsTheLeaderOfBefore(int number) {
    Group group = Group.of(50, NODES);
    Member leader = group.untilOneLeads();
    Member moved = group.follower(number);
    away(group, moved, 5 * SECOND);
    group.simulation.runUntil("it follows", () -> moved.follows(leader), 2 * SECOND);
    group.pass(3_000);
    assertThat(group.leader()).isSameAs(leader);
  }

  /// The same as a machine that comes back without IPv6, by which it knew all others: no address
  /// that it kept is one where anybody can be reached, and none that the others kept is its own.
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 12, 18})
  void aNodeThatFindsNobodyWhereTheyWereFindsThemWhereTheyAreSeen(int number) {
    Group group = Group.of(52, NODES);
    Member leader = group.untilOneLeads();
    Member moved = group.follower(number);
    LinkRule cut = cut(group, moved);
    for (Member other : group.members) {
      group.pass(1_000);
      move(other);
    }
    group.simulation.removeRule(cut);
    group.simulation.runUntil("it follows", () -> moved.follows(leader), 2 * SECOND);
    group.pass(200);
    assertThat(group.leader()).isSameAs(leader);
    group.press(group.follower(0));
    group.pass(500);
    assertThat(moved.heard).as("frames of half a second").hasSizeGreaterThan(20);
  }

  /// The four fittest die, so one leads to which most have no link, and it asks all of them for one
  /// where it heard them last. The smaller id of two counts when both ask, so it must be the
  /// leader's.
  @Test
  void aNewLeaderReachesANodeThatHasMovedSinceItWasHeard() {
    Group group = Group.of(51, NODES);
    List<Member> byId = new ArrayList<>(group.members);
    byId.sort(Comparator.comparing(Member::id));
    Member next = byId.get(4);
    Member moved = byId.getLast();
    move(moved);
    byId.subList(0, 4).forEach(group::crash);
    group.simulation.runUntil("it follows", () -> moved.follows(next), 3 * SECOND);
    group.pass(2_000);
    assertThat(group.leader()).isSameAs(next);
    group.press(next);
    group.pass(500);
    assertThat(moved.heard).isNotEmpty();
  }
}
