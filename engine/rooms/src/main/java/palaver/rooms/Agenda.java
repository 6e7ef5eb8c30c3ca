// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;

/// Everything with a running timer, the earliest first.
final class Agenda {
  private final TreeSet<Timed<?>> waiting =
      new TreeSet<>(
          Comparator.<Timed<?>>comparingLong(Timed::dueNs).thenComparingLong(Timed::number));
  private long numbers;

  long nextNumber() {
    return numbers++;
  }

  void add(Timed<?> timed) {
    if (timed.dueNs() != Deadlines.NEVER) {
      waiting.add(timed);
    }
  }

  void remove(Timed<?> timed) {
    if (timed.dueNs() != Deadlines.NEVER) {
      waiting.remove(timed);
    }
  }

  /// The earliest with a timer that has expired, or null.
  @Nullable Timed<?> due(long nowNs) {
    return earliestNs() <= nowNs ? waiting.first() : null;
  }

  long earliestNs() {
    return waiting.isEmpty() ? Deadlines.NEVER : waiting.first().dueNs();
  }
}
