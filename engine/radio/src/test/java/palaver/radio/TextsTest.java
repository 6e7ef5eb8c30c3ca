// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Member;
import palaver.sim.LinkRule;
import palaver.trust.member.Rights;
import palaver.wire.radio.Capabilities.NodeClass;
import palaver.wire.radio.TextMessage;

class TextsTest {

  private static void say(Member member, String text) {
    member.machine.command(new RadioCommand.Say(text));
  }

  private static List<String> read(Member member) {
    List<String> read = new ArrayList<>();
    for (RadioEvent event : member.events) {
      if (event instanceof RadioEvent.Text(TextMessage.Text text)) {
        read.add(text.text());
      }
    }
    return read;
  }

  private static List<RadioEvent.TextKept> kept(Member member) {
    return member.events.stream()
        .filter(RadioEvent.TextKept.class::isInstance)
        .map(RadioEvent.TextKept.class::cast)
        .toList();
  }

  private static List<TextRefusal> refusals(Member member) {
    return member.events.stream()
        .filter(RadioEvent.TextRefused.class::isInstance)
        .map(event -> ((RadioEvent.TextRefused) event).why())
        .toList();
  }

  @Test
  void aTextIsReadOnceByAllInTheOrderOfItsAuthor() {
    Group group = Group.of(1, 5);
    Member author = group.follower(1);
    for (int i = 1; i <= 5; i++) {
      say(author, "line " + i);
    }
    group.pass(300);
    for (Member member : group.members) {
      assertThat(read(member)).containsExactly("line 1", "line 2", "line 3", "line 4", "line 5");
      assertThat(member.node.texts()).hasSize(5);
    }
    assertThat(kept(author)).hasSize(5).allMatch(kept -> kept.copies() == 2);
  }

  @Test
  void theLeaderWritesTooAndHearsThatItIsKept() {
    Group group = Group.of(2, 4);
    Member leader = group.untilOneLeads();
    say(leader, "all stations");
    group.pass(1_200);
    assertThat(group.members).allMatch(member -> read(member).equals(List.of("all stations")));
    assertThat(kept(leader)).hasSize(1);
  }

  @Test
  void lostTextsComeAgain() {
    Group group = Group.of(3, 6);
    RandomGenerator chance = group.simulation.fork();
    LinkRule loss = LinkRule.drop(_ -> chance.nextInt(100) < 40);
    group.simulation.addRule(loss);
    Member author = group.follower(0);
    for (int i = 0; i < 10; i++) {
      say(author, "line " + i);
    }
    group.pass(4_000);
    group.simulation.removeRule(loss);
    group.untilOneLeads();
    group.pass(6_000);
    List<String> all = read(author);
    assertThat(all).hasSize(10);
    for (Member member : group.members) {
      assertThat(read(member)).as("node %s", member.index).isEqualTo(all);
    }
  }

  @Test
  void aTextIsWrittenAloneAndReadWhenOthersCome() {
    Group group = new Group(4);
    Member first = group.add(Rights.TALKER, NodeClass.LAPTOP);
    Member second = group.add(Rights.TALKER, NodeClass.PHONE);
    group.startAll();
    group.crash(second);
    group.pass(6_000);
    say(first, "is anybody there");
    group.pass(100);
    assertThat(kept(first)).extracting(RadioEvent.TextKept::copies).containsExactly(1);
    group.restart(second);
    group.untilOneLeads();
    group.pass(2_000);
    assertThat(read(second)).containsExactly("is anybody there");
    assertThat(read(first)).hasSize(1);
  }

  @Test
  void whoJoinsLateReadsWhatWasWrittenBefore() {
    Group group = Group.of(5, 4);
    Member late = group.follower(2);
    group.crash(late);
    group.pass(3_000);
    Member author = group.follower(0);
    for (int i = 0; i < 40; i++) {
      say(author, "line " + i);
      group.pass(250);
    }
    late.events.clear();
    group.restart(late);
    group.untilOneLeads();
    group.pass(4_000);
    assertThat(read(late)).isEqualTo(read(author)).hasSize(40);
  }

  @Test
  void bothSidesOfASplitReadEachOthersTextsAfterTheHeal() {
    Group group = Group.of(6, 6);
    LinkRule split = group.split(3);
    group.pass(5_000);
    say(group.members.get(0), "west");
    say(group.members.get(4), "east");
    group.pass(2_000);
    assertThat(read(group.members.get(1))).containsExactly("west");
    assertThat(read(group.members.get(5))).containsExactly("east");
    group.simulation.removeRule(split);
    group.untilOneLeads();
    group.pass(3_000);
    for (Member member : group.members) {
      assertThat(read(member)).containsExactlyInAnyOrder("west", "east");
    }
  }

  @Test
  void anUnfitTextIsRefused() {
    Group group = Group.of(7, 3);
    Member author = group.follower(0);
    say(author, "  ");
    say(author, "ü".repeat(401));
    say(author, "ü".repeat(400));
    group.pass(200);
    assertThat(refusals(author)).containsExactly(TextRefusal.EMPTY, TextRefusal.TOO_LONG);
    for (int i = 0; i < 30; i++) {
      say(author, "quick " + i);
    }
    group.pass(500);
    assertThat(refusals(author)).contains(TextRefusal.TOO_FAST);
    assertThat(read(group.follower(1))).hasSizeBetween(20, 22);
  }

  @Test
  void whoWasPutOutWritesNothingMore() {
    Group group = Group.of(8, 4);
    Member out = group.follower(0);
    Member leader = group.untilOneLeads();
    say(out, "before");
    group.pass(300);
    group.revoke(out, group.follower(1));
    group.pass(500);
    say(out, "after");
    group.pass(1_000);
    assertThat(read(leader)).containsExactly("before");
    assertThat(leader.node.texts()).isEmpty();
  }

  @Test
  void textsReachFortyNodesOverTheTree() {
    Group group = Group.of(9, 40);
    Member author = group.follower(30);
    say(author, "to all");
    group.pass(200);
    long readers = group.members.stream().filter(m -> !read(m).isEmpty()).count();
    assertThat(readers).isEqualTo(40);
  }
}
