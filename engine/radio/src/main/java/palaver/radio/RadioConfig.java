// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.EnumSet;
import java.util.Set;
import palaver.floor.FloorLimits;
import palaver.floor.FloorPolicy;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

/// What one node is.
///
/// @param self who it is
/// @param boot its run: greater than that of every earlier run
/// @param channel 0 to 65535
/// @param channelKey names the channel in a HELLO; others ignore it
/// @param name shown to people
/// @param capabilities what it can do
/// @param multicast the driver's number of the address that reaches all
/// @param termCounter what [StableStore] kept, 0 at first
/// @param defects mistakes to make, none in production
public record RadioConfig(
    NodeId self,
    long boot,
    int channel,
    long channelKey,
    String name,
    Capabilities capabilities,
    int multicast,
    long termCounter,
    RadioLimits limits,
    FloorLimits floorLimits,
    FloorPolicy floorPolicy,
    Set<Defect> defects) {

  /// A node with the usual limits and without mistakes.
  public static RadioConfig of(
      NodeId self, long boot, String name, Capabilities capabilities, int multicast) {
    return new RadioConfig(
        self,
        boot,
        1,
        1,
        name,
        capabilities,
        multicast,
        0,
        RadioLimits.DEFAULT,
        FloorLimits.DEFAULT,
        FloorPolicy.FIFO,
        EnumSet.noneOf(Defect.class));
  }

  /// The same node with what an earlier run kept.
  public RadioConfig restarted(long nextBoot, long counter) {
    return new RadioConfig(
        self,
        nextBoot,
        channel,
        channelKey,
        name,
        capabilities,
        multicast,
        counter,
        limits,
        floorLimits,
        floorPolicy,
        defects);
  }

  public RadioConfig with(Set<Defect> mistakes) {
    return new RadioConfig(
        self,
        boot,
        channel,
        channelKey,
        name,
        capabilities,
        multicast,
        termCounter,
        limits,
        floorLimits,
        floorPolicy,
        mistakes);
  }

  boolean has(Defect defect) {
    return defects.contains(defect);
  }
}
