// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.world;

import org.jspecify.annotations.Nullable;
import palaver.rooms.Topology;

/// What is to be different about a world; what is null stays as it is.
///
/// @param openToGuests as in [HostedWorld]
/// @param networkBans as in [HostedWorld]
public record WorldChange(@Nullable Boolean openToGuests, @Nullable Boolean networkBans) {

  /// What is to be different about a room; what is null stays as it is.
  ///
  /// @param roomName the name that people see
  /// @param participantsMax as in [HostedWorld.HostedRoom]
  /// @param topology as in [HostedWorld.HostedRoom]
  public record OfRoom(
      @Nullable String roomName, @Nullable Integer participantsMax, @Nullable Topology topology) {

    /// A change that leaves the topology as it is.
    public OfRoom(@Nullable String roomName, @Nullable Integer participantsMax) {
      this(roomName, participantsMax, null);
    }
  }
}
