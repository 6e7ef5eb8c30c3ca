// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

/// What the rest of the program asks of a node of protocol v1.
public sealed interface V1Command {

  /// Begin to show itself.
  record Start() implements V1Command {}

  /// The button goes down.
  record Press() implements V1Command {}

  /// The button goes up.
  record Release() implements V1Command {}

  /// The machine slept: whoever had the floor before may have let go of it.
  ///
  /// @param gapNs how long, by the wall clock
  record Resumed(long gapNs) implements V1Command {}

  /// The wall clock was set, which means nothing to v1.
  ///
  /// @param epochMs in milliseconds since 1970
  record WallClock(long epochMs) implements V1Command {}

  /// Let go of the floor and fall silent.
  record Stop() implements V1Command {}
}
