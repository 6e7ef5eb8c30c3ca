// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palaver.base.Outbox;

class SendPlanTest {

  private final SendPlan plan = new SendPlan(1024);

  @Test
  void putsEqualDatagramsForOneDestinationTogether() {
    Outbox<String> outbox = outbox(new int[][] {{1, 100}, {2, 100}, {1, 100}, {2, 100}, {1, 100}});
    plan.arrange(outbox, true);
    assertThat(messages()).containsExactly(List.of(0, 2, 4), List.of(1, 3));
  }

  @Test
  void letsOnlyTheLastSegmentBeShorter() {
    Outbox<String> outbox = outbox(new int[][] {{1, 100}, {1, 100}, {1, 60}, {1, 60}, {1, 80}});
    plan.arrange(outbox, true);
    assertThat(messages()).containsExactly(List.of(0, 1, 2), List.of(3), List.of(4));
  }

  @Test
  void sendsLongDatagramsAlone() {
    Outbox<String> outbox = outbox(new int[][] {{1, 1450}, {1, 1450}, {1, 20}});
    plan.arrange(outbox, true);
    assertThat(messages()).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void keepsToTheKernelsLimitOfSegments() {
    int[][] many = new int[150][];
    for (int i = 0; i < many.length; i++) {
      many[i] = new int[] {3, 120};
    }
    plan.arrange(outbox(many), true);
    assertThat(messages()).extracting(List::size).containsExactly(64, 64, 22);
  }

  @Test
  void keepsTheOutboxOrderWithoutSegments() {
    plan.arrange(outbox(new int[][] {{1, 100}, {2, 100}, {1, 100}}), false);
    assertThat(messages()).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void losesNothingAndKeepsOrderPerDestinationWhateverComes() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int[][] datagrams = new int[random.nextInt(1, 200)][];
      for (int i = 0; i < datagrams.length; i++) {
        datagrams[i] = new int[] {random.nextInt(9), 16 * random.nextInt(1, 90)};
      }
      Outbox<String> outbox = outbox(datagrams);
      plan.arrange(outbox, true);
      checkRound(outbox, datagrams.length);
    }
  }

  private void checkRound(Outbox<String> outbox, int count) {
    int[] lastOf = new int[9];
    java.util.Arrays.fill(lastOf, -1);
    int seen = 0;
    for (List<Integer> message : messages()) {
      int segmentBytes = outbox.length(message.getFirst());
      for (int i : message) {
        int destination = outbox.destination(i);
        assertThat(destination).isEqualTo(outbox.destination(message.getFirst()));
        assertThat(i).isGreaterThan(lastOf[destination]);
        lastOf[destination] = i;
        seen++;
        boolean last = i == message.getLast();
        assertThat(outbox.length(i) == segmentBytes || (last && outbox.length(i) < segmentBytes))
            .isTrue();
      }
    }
    assertThat(seen).isEqualTo(count);
  }

  private List<List<Integer>> messages() {
    List<List<Integer>> all = new ArrayList<>();
    for (int m = 0; m < plan.messageCount(); m++) {
      List<Integer> one = new ArrayList<>();
      for (int i = 0; i < plan.datagrams(m); i++) {
        one.add(plan.datagram(m, i));
      }
      all.add(one);
    }
    return all;
  }

  private static Outbox<String> outbox(int[][] datagrams) {
    Outbox<String> outbox = new Outbox<>(512, 1 << 20);
    for (int[] datagram : datagrams) {
      assertThat(outbox.reserve()).isNotNegative();
      outbox.commit(datagram[0], datagram[1]);
    }
    return outbox;
  }
}
