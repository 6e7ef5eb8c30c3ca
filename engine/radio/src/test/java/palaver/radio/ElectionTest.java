// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Member;
import palaver.sim.LinkRule;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities.NodeClass;

class ElectionTest {

  @Test
  void aNodeThatHearsNobodyStaysAloneAndRaisesNoTerm() {
    Group group = new Group(1);
    Member only = group.add(Rights.TALKER, NodeClass.LAPTOP);
    group.startAll();
    group.pass(10_000);
    assertThat(only.node.standing()).isInstanceOf(Standing.Alone.class);
    assertThat(only.node.term().isNone()).isTrue();
    assertThat(only.store.termCounter()).isZero();
  }

  @Test
  void theFittestOfThoseWhoKnowEachOtherLeads() {
    for (long seed = 1; seed <= 5; seed++) {
      Group group = new Group(seed);
      for (NodeClass kind : List.of(NodeClass.PHONE, NodeClass.TABLET, NodeClass.LAPTOP)) {
        group.add(Rights.TALKER, kind);
        group.add(Rights.TALKER, kind);
      }
      group.startAll();
      group.crash(group.untilOneLeads());
      group.pass(2_000);
      Member next = group.untilOneLeads();
      int fittest =
          group.members.stream()
              .filter(m -> m.machine.isUp())
              .mapToInt(m -> m.kind.code())
              .max()
              .orElseThrow();
      assertThat(next.kind.code()).isEqualTo(fittest);
    }
  }

  @Test
  void whoMustNotLeadDoesNot() {
    Group group = new Group(3);
    Member listener = group.add(Rights.LISTENER, NodeClass.LAPTOP);
    group.add(Rights.TALKER, NodeClass.PHONE);
    group.startAll();
    assertThat(group.untilOneLeads()).isNotSameAs(listener);
  }

  @Test
  void aDeadLeaderIsReplacedUnderAGreaterTermThatWasKeptFirst() {
    Group group = Group.of(4, 5);
    Member first = group.untilOneLeads();
    group.crash(first);
    group.pass(2_000);
    Member second = group.untilOneLeads();
    assertThat(second).isNotSameAs(first);
    assertThat(second.node.term()).isGreaterThan(first.node.term());
    assertThat(second.store.termCounter()).isEqualTo(second.node.term().counter());
    assertThat(second.node.counters().electionAttempts()).isPositive();
    assertThat(second.node.counters().lastConvergenceNs()).isBetween(1L, 2 * Group.SECOND);
  }

  @Test
  void aRestartedNodeFollowsAndClaimsNothingBelowWhatItKept() {
    Group group = Group.of(5, 3);
    Member leader = group.untilOneLeads();
    long before = leader.store.termCounter();
    group.crash(leader);
    group.pass(3_000);
    group.restart(leader);
    group.pass(3_000);
    assertThat(group.untilOneLeads()).isNotSameAs(leader);
    group.crash(group.untilOneLeads());
    group.pass(3_000);
    assertThat(group.untilOneLeads().node.term().counter()).isGreaterThan(before + 1);
  }

  @Test
  void aLeaderWhoResignsIsReplacedAtOnce() {
    Group group = Group.of(6, 4);
    Member leader = group.untilOneLeads();
    leader.machine.command(new RadioCommand.Resign());
    group.pass(300);
    assertThat(group.leader()).isNotNull().isNotSameAs(leader);
  }

  @Test
  void ofEqualsTheOneWithTheSmallerIdLeads() {
    Group group = Group.of(12, 6);
    Member leader = group.untilOneLeads();
    Member smallest =
        group.members.stream()
            .filter(member -> member != leader)
            .min(Comparator.comparing(Member::id))
            .orElseThrow();
    leader.machine.command(new RadioCommand.Resign());
    group.pass(1_500);
    assertThat(group.untilOneLeads()).isSameAs(smallest);
  }

  @Test
  void aLeaderWhoLeavesIsReplacedAtOnce() {
    Group group = Group.of(7, 4);
    Member leader = group.untilOneLeads();
    leader.machine.command(new RadioCommand.Stop());
    group.pass(10);
    group.crash(leader);
    group.pass(500);
    assertThat(group.leader()).isNotNull();
  }

  @Test
  void aFollowerWhoLeavesIsForgotten() {
    Group group = Group.of(7, 4);
    Member gone = group.follower(0);
    gone.machine.command(new RadioCommand.Stop());
    group.pass(500);
    assertThat(gone.node.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void twoHalvesEachHaveALeaderAndOneStepsDownAfterwards() {
    Group group = Group.of(8, 6);
    LinkRule split = group.split(3);
    group.pass(4_000);
    long leaders = group.members.stream().filter(Member::leads).count();
    assertThat(leaders).isEqualTo(2);
    group.simulation.removeRule(split);
    group.pass(2_000);
    group.untilOneLeads();
    long stepDowns = group.members.stream().mapToLong(m -> m.node.counters().stepDowns()).sum();
    assertThat(stepDowns).isEqualTo(1);
  }

  @Test
  void whoIsNotHeardByOneButByOthersKeepsLeading() {
    Group group = Group.of(9, 5);
    Member leader = group.untilOneLeads();
    Member deaf = group.follower(0);
    LinkRule cut =
        LinkRule.drop(p ->
            p.from().equals(leader.machine.endpoint()) && p.to().equals(deaf.machine.endpoint()));
    group.simulation.addRule(cut);
    group.pass(1_500);
    assertThat(leader.leads()).isTrue();
    assertThat(deaf.node.counters().suspicions()).isPositive();
    group.simulation.removeRule(cut);
    group.pass(2_000);
    assertThat(group.untilOneLeads()).isSameAs(leader);
  }

  @Test
  void aWokenLeaderHasDroppedItsRole() {
    Group group = Group.of(10, 4);
    Member leader = group.untilOneLeads();
    leader.machine.suspend();
    group.pass(5_000);
    leader.machine.wake(new RadioCommand.Resumed(5 * Group.SECOND));
    assertThat(leader.leads()).isFalse();
    group.pass(1_000);
    assertThat(group.untilOneLeads()).isNotSameAs(leader);
  }

  @Test
  void aStoppedProcessDoubtsWhatItKnew() {
    Group group = Group.of(11, 4);
    Member leader = group.untilOneLeads();
    leader.machine.pause();
    group.pass(4_000);
    leader.machine.resume();
    group.pass(2_000);
    assertThat(group.untilOneLeads()).isNotSameAs(leader);
    assertThat(leader.node.timeline().entries().toString()).contains("stood still for");
  }

  /// Its term is greater than that of the leader whom all others follow, and nobody leads in it.
  @Test
  void aNodeLeftInATermWithoutALeaderComesBackThoughItStoodStillMeanwhile() {
    Group group = Group.of(12, 5);
    LinkRule split = group.split(3);
    group.pass(4_000);
    Member gone = group.members.subList(3, 5).stream().filter(Member::leads).findFirst().get();
    Member left = group.members.get(gone.index == 3 ? 4 : 3);
    group.crash(gone);
    group.pass(3_000);
    assertThat(left.node.standing()).isInstanceOf(Standing.Alone.class);
    group.simulation.removeRule(split);
    group.pass(1_200);
    left.machine.pause();
    group.pass(4_000);
    left.machine.resume();
    group.pass(5_000);
    assertThat(group.leader()).isNotNull();
  }

  @Test
  void theTimelineIsBoundedAndReadable() {
    Timeline timeline = new Timeline();
    for (int i = 0; i < 300; i++) {
      long atNs = i * 1_001L * Group.MS;
      timeline.add(new Timeline.Entry(atNs, "leader", i, ElectionCause.CLAIMS, 0));
    }
    assertThat(timeline.entries()).hasSize(Timeline.ENTRIES_MAX);
    assertThat(timeline.entries().getLast())
        .hasToString("299.299  leader in term 299: claims the term");
  }
}
