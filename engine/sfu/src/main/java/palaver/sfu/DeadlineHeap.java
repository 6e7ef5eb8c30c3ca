// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who is due next among many: a binary heap whose entries know their index, so that moving one
/// costs little and asking for the earliest nothing.
final class DeadlineHeap {

  /// Something with a deadline. Both fields belong to the heap.
  static class Entry {
    private long atNs;
    private int index = -1;

    /// Whether the entry is in a heap.
    final boolean isQueued() {
      return index >= 0;
    }

    /// The deadline that the heap sorts by.
    final long queuedAtNs() {
      return atNs;
    }
  }

  private @Nullable Entry[] entries = new @Nullable Entry[16];
  private int size;

  /// The entry with the earliest deadline, or null.
  @Nullable Entry first() {
    return entries[0];
  }

  /// Puts `entry` in with this deadline, or moves it.
  void put(Entry entry, long atNs) {
    if (!entry.isQueued()) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size * 2);
      }
      place(entry, size++);
    }
    entry.atNs = atNs;
    siftUp(entry);
    siftDown(entry);
  }

  /// Moves `entry` forward to this deadline unless it is due before that. One whose deadline has
  /// moved away stays where it is: looking after it too early does no harm and costs less.
  void hasten(Entry entry, long atNs) {
    if (entry.isQueued() && atNs < entry.atNs) {
      put(entry, atNs);
    }
  }

  void remove(Entry entry) {
    if (!entry.isQueued()) {
      return;
    }
    int hole = entry.index;
    entry.index = -1;
    Entry last = entries[--size];
    entries[size] = null;
    if (last != null && hole < size) {
      place(last, hole);
      siftUp(last);
      siftDown(last);
    }
  }

  private void siftUp(Entry entry) {
    while (entry.index > 0) {
      Entry parent = entries[(entry.index - 1) / 2];
      if (parent == null || parent.atNs <= entry.atNs) {
        return;
      }
      swap(entry, parent);
    }
  }

  private void siftDown(Entry entry) {
    while (true) {
      Entry child = smallerChild(entry.index);
      if (child == null || child.atNs >= entry.atNs) {
        return;
      }
      swap(entry, child);
    }
  }

  private @Nullable Entry smallerChild(int index) {
    int left = 2 * index + 1;
    if (left >= size) {
      return null;
    }
    Entry first = entries[left];
    Entry second = left + 1 < size ? entries[left + 1] : null;
    return second != null && first != null && second.atNs < first.atNs ? second : first;
  }

  private void swap(Entry a, Entry b) {
    int to = b.index;
    place(b, a.index);
    place(a, to);
  }

  private void place(Entry entry, int index) {
    entries[index] = entry;
    entry.index = index;
  }
}
