// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// A protocol as a pure state machine: no socket, clock, thread, file or random source inside.
///
/// The driver gives it one input at a time, then drains the outbox, then gives the next. It never
/// calls the engine while it drains. Time is in nanoseconds from an arbitrary origin and never goes
/// back between two calls.
///
/// There is one method per kind of input, because a command type belongs to its engine while
/// datagrams and deadlines are the same for all of them.
///
/// @param <C> the engine's commands, a sealed type of records
/// @param <E> the engine's events, a sealed type of records
public interface Engine<C, E> {

  /// Takes one datagram. The view and its bytes are valid only during the call: what the engine
  /// keeps, it copies. Damaged or hostile bytes cost a counter increment and nothing else.
  void onDatagram(long nowNs, Datagram datagram, Outbox<E> outbox);

  /// Takes one command from the rest of the program.
  void onCommand(long nowNs, C command, Outbox<E> outbox);

  /// Does what is due at `nowNs`. Calling it early is harmless.
  void onDeadline(long nowNs, Outbox<E> outbox);

  /// When [#onDeadline] must be called next, in nanoseconds; [Deadlines#NEVER] when idle.
  long nextDeadlineNs();
}
