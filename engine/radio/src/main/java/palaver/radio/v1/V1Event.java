// SPDX-License-Identifier: Apache-2.0
package palaver.radio.v1;

/// What a node of protocol v1 tells the rest of the program.
public sealed interface V1Event {

  /// The press has the floor: nobody is asked for it.
  record Talks() implements V1Event {}

  /// The press is refused because somebody talks.
  record Denied() implements V1Event {}

  /// Somebody said TAKEN while this node talked: it has stopped, because the last one wins.
  record Interrupted() implements V1Event {}

  /// Somebody else talks, or nobody any more.
  ///
  /// @param name as TAKEN said it, empty when it did not or when nobody talks
  record Floor(boolean taken, String name) implements V1Event {}

  /// So many others have been heard in the last ten seconds.
  record Others(int count) implements V1Event {}
}
