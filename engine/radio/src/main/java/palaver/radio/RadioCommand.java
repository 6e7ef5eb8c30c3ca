// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// What the rest of the program asks of a node.
public sealed interface RadioCommand {

  /// Begin: call out for others.
  record Start() implements RadioCommand {}

  /// The button goes down.
  ///
  /// @param priority 0 to 255; what counts is what membership allows
  /// @param emergency whether to interrupt
  record Press(int priority, boolean emergency) implements RadioCommand {}

  /// The button goes up.
  record Release() implements RadioCommand {}

  /// The machine slept: the first input after it woke.
  ///
  /// @param gapNs how long, by the wall clock
  record Resumed(long gapNs) implements RadioCommand {}

  /// Stop leading, if this node leads.
  record Resign() implements RadioCommand {}

  /// Leave the channel.
  record Stop() implements RadioCommand {}
}
