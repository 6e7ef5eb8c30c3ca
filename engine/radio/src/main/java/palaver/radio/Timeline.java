// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What happened in the election, newest last, for people. Keeps the last 256 entries.
public final class Timeline {
  static final int ENTRIES_MAX = 256;

  /// One line: what the node became, in which term, and why.
  ///
  /// @param atNs the node's own time
  /// @param standing as [Standing#title] says it
  /// @param term the term's counter
  /// @param gapMs how long it stood still, for [ElectionCause#STOOD_STILL]; else 0
  public record Entry(long atNs, String standing, long term, ElectionCause cause, long gapMs) {

    /// What happened, for logs.
    public String text() {
      return standing + " in term " + term + ": " + why();
    }

    /// Why, for logs.
    String why() {
      return gapMs == 0 ? cause.words() : cause.words() + " for " + gapMs + " ms";
    }

    @Override
    public String toString() {
      long ms = atNs / 1_000_000;
      return ms / 1_000 + "." + String.valueOf(1_000 + ms % 1_000).substring(1) + "  " + text();
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  void add(Entry entry) {
    if (entries.size() == ENTRIES_MAX) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /// All entries, oldest first.
  public List<Entry> entries() {
    return new ArrayList<>(entries);
  }
}
