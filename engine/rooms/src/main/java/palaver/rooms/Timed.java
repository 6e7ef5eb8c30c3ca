// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import palaver.base.Deadlines;

/// Something with timers. It keeps itself on the [Agenda] at its earliest deadline.
///
/// @param <T> its timers
abstract sealed class Timed<T extends Enum<T>> permits Held, Seat, Socket {
  private final Agenda agenda;
  private final Deadlines<T> deadlines;
  private final long number;
  private long dueNs = Deadlines.NEVER;

  Timed(Agenda agenda, Class<T> timers) {
    this.agenda = agenda;
    this.number = agenda.nextNumber();
    this.deadlines = new Deadlines<>(timers);
  }

  /// Rises in the order in which things came into being.
  final long number() {
    return number;
  }

  /// Where the agenda has it.
  final long dueNs() {
    return dueNs;
  }

  final void start(T timer, long deadlineNs) {
    deadlines.set(timer, deadlineNs);
    reschedule();
  }

  final void stop(T timer) {
    deadlines.clear(timer);
    reschedule();
  }

  /// Stops `timer` and answers true when it has expired.
  final boolean expire(T timer, long nowNs) {
    boolean expired = deadlines.expire(timer, nowNs);
    if (expired) {
      reschedule();
    }
    return expired;
  }

  private void reschedule() {
    long earliestNs = deadlines.earliestNs();
    if (earliestNs != dueNs) {
      agenda.remove(this);
      dueNs = earliestNs;
      agenda.add(this);
    }
  }
}
