// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;

/// What is due in a run, earliest first; at the same time, in the order in which it was caused.
///
/// A heap with four children per place on plain arrays: nothing is allocated per packet once it has
/// grown.
final class EventQueue {
  private static final int FANOUT = 4;

  private long[] atNs = new long[256];
  private long[] numbers = new long[256];
  private Pending[] items = new Pending[256];
  private int size;
  private long nextNumber;

  private @Nullable Pending spare;

  /// When the first is due; [Deadlines#NEVER] when nothing is.
  long earliestNs() {
    return size == 0 ? Deadlines.NEVER : atNs[0];
  }

  /// A place to fill and to give to [#add].
  Pending take() {
    Pending item = spare;
    if (item == null) {
      return new Pending();
    }
    spare = item.next;
    item.next = null;
    return item;
  }

  /// Gives a place back whose content is done with.
  void give(Pending item) {
    item.clear();
    item.next = spare;
    spare = item;
  }

  void add(long dueNs, Pending item) {
    if (size == items.length) {
      grow();
    }
    long number = nextNumber++;
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / FANOUT;
      if (!isBefore(dueNs, number, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, dueNs, number, item);
  }

  /// Takes out the first.
  Pending poll() {
    Pending first = items[0];
    size--;
    long lastNs = atNs[size];
    long lastNumber = numbers[size];
    Pending last = items[size];
    if (size > 0) {
      sink(lastNs, lastNumber, last);
    }
    return first;
  }

  private void sink(long dueNs, long number, Pending item) {
    int at = 0;
    while (true) {
      int child = firstChild(at);
      if (child < 0 || isBefore(dueNs, number, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, dueNs, number, item);
  }

  private int firstChild(int at) {
    int child = at * FANOUT + 1;
    if (child >= size) {
      return -1;
    }
    int end = Math.min(child + FANOUT, size);
    int best = child;
    for (int i = child + 1; i < end; i++) {
      if (isBefore(atNs[i], numbers[i], best)) {
        best = i;
      }
    }
    return best;
  }

  private boolean isBefore(long dueNs, long number, int other) {
    return dueNs < atNs[other] || (dueNs == atNs[other] && number < numbers[other]);
  }

  private void move(int from, int to) {
    put(to, atNs[from], numbers[from], items[from]);
  }

  private void put(int at, long dueNs, long number, Pending item) {
    atNs[at] = dueNs;
    numbers[at] = number;
    items[at] = item;
  }

  private void grow() {
    int places = size * 2;
    atNs = Arrays.copyOf(atNs, places);
    numbers = Arrays.copyOf(numbers, places);
    items = Arrays.copyOf(items, places);
  }
}
