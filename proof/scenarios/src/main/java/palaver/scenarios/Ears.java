// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.radio.VoiceSink;

/// Hears what every node of a simulated venue hears, in the order of time.
@FunctionalInterface
public interface Ears {

  /// Nobody listens.
  Ears NONE = _ -> (_, _, _, _, _, _, _, _) -> {};

  /// Where the frames of one node go, by the simulation's clock. It is asked for each frame.
  ///
  /// @param listener the node's index
  VoiceSink at(int listener);
}
