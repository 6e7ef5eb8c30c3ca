// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeadlineHeapTest {

  @Test
  void theFirstIsAlwaysTheEarliestWhateverIsMovedOrRemoved() {
    DeadlineHeap heap = new DeadlineHeap();
    SplittableRandom random = new SplittableRandom(1);
    List<DeadlineHeap.Entry> queued = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int choice = random.nextInt(10);
      if (queued.isEmpty() || (choice < 4 && queued.size() < 200)) {
        DeadlineHeap.Entry entry = new DeadlineHeap.Entry();
        heap.put(entry, random.nextInt(1_000));
        queued.add(entry);
      } else if (choice < 7) {
        heap.put(queued.get(random.nextInt(queued.size())), random.nextInt(1_000));
      } else {
        DeadlineHeap.Entry entry = queued.remove(random.nextInt(queued.size()));
        heap.remove(entry);
        heap.remove(entry);
        assertThat(entry.isQueued()).isFalse();
      }
      assertEarliest(heap, queued);
    }
  }

  private static void assertEarliest(DeadlineHeap heap, List<DeadlineHeap.Entry> queued) {
    DeadlineHeap.Entry first = heap.first();
    if (first == null) {
      assertThat(queued).isEmpty();
    } else {
      assertThat(first.queuedAtNs())
          .isEqualTo(
              queued.stream()
                  .min(Comparator.comparingLong(DeadlineHeap.Entry::queuedAtNs))
                  .orElseThrow()
                  .queuedAtNs());
    }
  }
}
