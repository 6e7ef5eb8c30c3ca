// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private record Entry(long atNs, int number) {}

  @Test
  void whatIsDueComesOutByTimeAndThenByTheOrderOfItsCause() {
    SplittableRandom random = new SplittableRandom(7);
    EventQueue queue = new EventQueue();
    List<Entry> expected = new ArrayList<>();
    List<Integer> happened = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int number = i;
      long atNs = random.nextInt(300);
      Pending item = queue.take();
      item.action = () -> happened.add(number);
      queue.add(atNs, item);
      expected.add(new Entry(atNs, number));
    }
    long lastNs = 0;
    while (queue.earliestNs() != Long.MAX_VALUE) {
      assertThat(queue.earliestNs()).isGreaterThanOrEqualTo(lastNs);
      lastNs = queue.earliestNs();
      Pending item = queue.poll();
      Runnable action = item.action;
      queue.give(item);
      Objects.requireNonNull(action).run();
    }
    expected.sort(Comparator.comparingLong(Entry::atNs).thenComparingInt(Entry::number));
    assertThat(happened).isEqualTo(expected.stream().map(Entry::number).toList());
  }

  @Test
  void theEarliestDeadlineWinsAndAtATieTheNodeAddedFirst() {
    SplittableRandom random = new SplittableRandom(8);
    DeadlineTree tree = new DeadlineTree();
    long[] atNs = new long[37];
    for (int i = 0; i < 2_000; i++) {
      int node = i < 37 ? i : random.nextInt(37);
      atNs[node] = random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(50);
      tree.set(node, atNs[node]);
      int first = 0;
      for (int other = 1; other < Math.min(i + 1, 37); other++) {
        first = atNs[other] < atNs[first] ? other : first;
      }
      assertThat(tree.earliestNs()).isEqualTo(atNs[first]);
      if (atNs[first] != Long.MAX_VALUE) {
        assertThat(tree.earliestNode()).isEqualTo(first);
      }
    }
  }
}
