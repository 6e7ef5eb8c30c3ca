// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What happened in the election, newest last, for people. Keeps the last 256 entries.
public final class Timeline {
  static final int ENTRIES_MAX = 256;

  /// One line.
  ///
  /// @param atNs the node's own time
  public record Entry(long atNs, String text) {

    @Override
    public String toString() {
      long ms = atNs / 1_000_000;
      return ms / 1_000 + "." + String.valueOf(1_000 + ms % 1_000).substring(1) + "  " + text;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  void add(long atNs, String text) {
    if (entries.size() == ENTRIES_MAX) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(atNs, text));
  }

  /// All entries, oldest first.
  public List<Entry> entries() {
    return new ArrayList<>(entries);
  }
}
