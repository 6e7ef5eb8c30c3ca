// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import palaver.radio.Group.Heard;
import palaver.radio.Group.Member;
import palaver.sim.LinkRule;
import palaver.wire.radio.EnvelopeFormat;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.VoiceFrameFormat;

class RetransmissionTest {

  /// Drops voice frames to `listener` whose number `lost` names, each `times` times.
  private static LinkRule losing(Member listener, LongPredicate lost, int times) {
    int[] dropped = new int[4_096];
    return LinkRule.drop(p -> {
      boolean voice =
          p.to().equals(listener.machine.endpoint())
              && p.byteAt(1) == MessageType.VOICE_FRAME.code();
      if (!voice) {
        return false;
      }
      long sequence = VoiceFrameFormat.sequence(p.bytes(), EnvelopeFormat.HEADER_BYTES);
      return lost.test(sequence) && dropped[(int) sequence]++ < times;
    });
  }

  private static long missing(Member listener) {
    long last = listener.heard.stream().mapToLong(Heard::sequence).max().orElseThrow();
    return last + 1 - listener.heard.stream().mapToLong(Heard::sequence).distinct().count();
  }

  private static void talk(Group group) {
    Member talker = group.follower(0);
    group.press(talker);
    group.pass(3_000);
    group.release(talker);
    group.pass(500);
  }

  @Test
  void whatABurstOfLossTookComesAgain() {
    Group group = Group.of(21, 3);
    Member listener = group.follower(1);
    group.simulation.addRule(losing(listener, s -> s % 20 >= 16, 1));
    talk(group);
    assertThat(listener.node.counters().framesAskedAgain()).isPositive();
    assertThat(missing(listener)).isZero();
    assertThat(listener.heard).extracting(Heard::sequence).doesNotHaveDuplicates();
  }

  @Test
  void whatIsLostAgainIsAskedForAgainAFewTimes() {
    Group group = Group.of(22, 3);
    Member listener = group.follower(1);
    group.simulation.addRule(losing(listener, s -> s == 30 || s == 31, Integer.MAX_VALUE));
    talk(group);
    assertThat(listener.node.counters().framesAskedAgain())
        .as("frame 30, three times")
        .isEqualTo(3);
    assertThat(missing(listener)).as("31 was in 32").isEqualTo(1);
  }

  @Test
  void whereNothingIsLostNothingIsAskedFor() {
    Group group = Group.of(23, 5);
    talk(group);
    for (Member member : group.members) {
      assertThat(member.node.counters().framesAskedAgain()).isZero();
      assertThat(member.node.counters().framesResent()).isZero();
    }
  }

  @Test
  void aNodeSendsAgainNoMoreThanItPassesOn() {
    Group group = Group.of(25, 6);
    Member talker = group.follower(0);
    for (Member member : group.members) {
      group.simulation.addRule(losing(member, s -> s >= 20 && s % 4 > 1, Integer.MAX_VALUE));
    }
    talk(group);
    for (Member member : group.members) {
      long passedOn = member == talker ? 150 : member.node.counters().framesPlayed();
      assertThat(member.node.counters().framesResent()).isLessThanOrEqualTo(passedOn);
    }
    long resent = group.members.stream().mapToLong(m -> m.node.counters().framesResent()).sum();
    assertThat(resent).isPositive();
  }

  @Test
  void aFrameIsSentAgainAsOftenAsANodeHasNeighboursAndNoMore() {
    Group group = Group.of(24, 3);
    Member listener = group.follower(1);
    group.simulation.addRule(losing(listener, s -> s >= 40 && s < 60, Integer.MAX_VALUE));
    talk(group);
    long resent = group.members.stream().mapToLong(m -> m.node.counters().framesResent()).sum();
    assertThat(resent).isBetween(1L, 20L * group.limits.fanOut());
  }
}
