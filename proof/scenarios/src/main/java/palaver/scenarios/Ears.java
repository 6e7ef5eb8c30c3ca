// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;

/// Hears what every node of a simulated venue hears, in the order of time.
@FunctionalInterface
public interface Ears {

  Ears NONE = (_, _, _, _, _, _, _, _, _) -> {};

  /// One frame at one listener, as `palaver.radio.VoiceSink` gives it.
  ///
  /// @param listener the node's index
  /// @param nowNs by the simulation's clock
  void frame(
      int listener,
      long nowNs,
      LeaseId lease,
      NodeId talker,
      long sequence,
      byte[] bytes,
      int at,
      int length,
      boolean recovered);
}
