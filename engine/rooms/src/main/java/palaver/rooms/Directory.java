// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;

/// The worlds and their rooms, and which media thread carries which room.
///
/// A room opens on the thread with the fewest seats when its first seat is taken and closes when
/// its last one goes; then a room that no world lists disappears.
final class Directory {
  private final Map<String, Map<String, Room>> worlds = new LinkedHashMap<>();
  private final int[] seatsByThread;
  private final Limits limits;
  private int seats;
  private int unlistedRooms;

  Directory(RoomsConfig config) {
    limits = config.limits();
    seatsByThread = new int[config.mediaThreads().size()];
    for (RoomsConfig.World world : config.worlds()) {
      Map<String, Room> rooms = new LinkedHashMap<>();
      worlds.put(world.name(), rooms);
      for (RoomsConfig.ListedRoom listed : world.rooms()) {
        RoomKey key = new RoomKey(world.name(), listed.id());
        rooms.put(
            listed.id(),
            new Room(
                key, listed.name(), listed.participantsMax(), true, listed.topology(), limits));
      }
    }
  }

  boolean knowsWorld(String world) {
    return worlds.containsKey(world);
  }

  @Nullable Room room(RoomKey key) {
    Map<String, Room> rooms = worlds.get(key.world());
    return rooms == null ? null : rooms.get(key.roomId());
  }

  void change(RoomsCommand.ChangeRoom change) {
    Room room = room(change.room());
    if (room != null && room.listed()) {
      room.change(change.name(), change.participantsMax(), change.topology());
    }
  }

  /// A room that its world does not list; [#take] makes it known.
  Room unlisted(RoomKey key) {
    return new Room(
        key, key.roomId(), limits.participantsMaxDefault(), false, Topology.SFU, limits);
  }

  boolean hasPlaceForSeat() {
    return seats < limits.seatsMax();
  }

  boolean hasPlaceForUnlistedRoom() {
    return unlistedRooms < limits.unlistedRoomsMax();
  }

  /// Counts a seat in, before it is put into `room`.
  void take(Room room) {
    if (!room.open()) {
      room.openOn(calmestThread());
      if (!room.listed()) {
        roomsOf(room.key().world()).put(room.key().roomId(), room);
        unlistedRooms++;
      }
    }
    seatsByThread[room.mediaThread()]++;
    seats++;
  }

  /// Counts a seat out, after it was removed from `room`.
  void free(Room room) {
    seatsByThread[room.mediaThread()]--;
    seats--;
    if (room.seatCount() > 0) {
      return;
    }
    room.close();
    if (!room.listed()) {
      roomsOf(room.key().world()).remove(room.key().roomId());
      unlistedRooms--;
    }
  }

  List<Answer.RoomSummary> summaries(String world, boolean unlisted) {
    return roomsOf(world).values().stream()
        .filter(room -> unlisted || room.listed())
        .map(Room::summary)
        .toList();
  }

  /// The rooms that have a seat taken.
  List<Room> open() {
    List<Room> open = new ArrayList<>();
    for (Map<String, Room> rooms : worlds.values()) {
      rooms.values().stream().filter(Room::open).forEach(open::add);
    }
    return open;
  }

  private Map<String, Room> roomsOf(String world) {
    return Objects.requireNonNull(worlds.get(world), "the world was looked up before");
  }

  private int calmestThread() {
    int calmest = 0;
    for (int thread = 1; thread < seatsByThread.length; thread++) {
      if (seatsByThread[thread] < seatsByThread[calmest]) {
        calmest = thread;
      }
    }
    return calmest;
  }
}
