// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import java.util.Optional;
import palaver.audio.trace.Network;

/// The network between the two ends.
///
/// @param jitter whose delays and losses packets suffer; none for a perfect line
/// @param lossShare the share of packets lost besides, 0 to 1
/// @param bursty whether those are lost in bursts
/// @param seed the same seed gives the same call
public record LoopbackNetwork(
    Optional<Network> jitter, double lossShare, boolean bursty, long seed) {

  /// A line that delays and loses nothing.
  public static LoopbackNetwork perfect() {
    return new LoopbackNetwork(Optional.empty(), 0, false, 0);
  }
}
