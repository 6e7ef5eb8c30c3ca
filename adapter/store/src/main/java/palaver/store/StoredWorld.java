// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.List;
import palaver.rooms.Topology;

/// A world and its rooms as the database has them.
///
/// @param openToGuests whether people without an account may join its listed rooms
/// @param networkBans whether sanctions on guests hold for their networks too
public record StoredWorld(
    String world, boolean openToGuests, boolean networkBans, List<StoredRoom> rooms) {
  public StoredWorld {
    rooms = List.copyOf(rooms);
  }

  /// One room of a world.
  public record StoredRoom(
      String roomId, String roomName, int participantsMax, boolean listed, Topology topology) {}
}
