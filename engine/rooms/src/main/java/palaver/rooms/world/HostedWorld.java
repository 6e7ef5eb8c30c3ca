// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.world;

import java.util.List;
import palaver.rooms.RoomsConfig;
import palaver.rooms.Topology;

/// A world and its rooms as they are stored.
///
/// @param openToGuests whether people without an account may list and join its listed rooms
/// @param networkBans whether sanctions on guests hold for their networks too
/// @param rooms in the order in which lists show them
public record HostedWorld(
    String world, boolean openToGuests, boolean networkBans, List<HostedRoom> rooms) {
  public HostedWorld {
    rooms = List.copyOf(rooms);
  }

  /// As the rooms engine hosts it: with its listed rooms.
  public RoomsConfig.World hosted() {
    return new RoomsConfig.World(
        world, rooms.stream().filter(HostedRoom::listed).map(HostedRoom::hosted).toList());
  }

  /// One room of a world.
  ///
  /// @param participantsMax how many people may be in it at once
  /// @param listed whether it is there even when it is empty, and guests may join it
  /// @param topology how its sound travels
  public record HostedRoom(
      String roomId, String roomName, int participantsMax, boolean listed, Topology topology) {

    /// A room whose sound goes through the server.
    public HostedRoom(String roomId, String roomName, int participantsMax, boolean listed) {
      this(roomId, roomName, participantsMax, listed, Topology.SFU);
    }

    private RoomsConfig.ListedRoom hosted() {
      int most = topology == Topology.MESH ? Topology.MESH_PARTICIPANTS_MAX : Integer.MAX_VALUE;
      return new RoomsConfig.ListedRoom(
          roomId, roomName, Math.min(participantsMax, most), topology);
    }
  }
}
