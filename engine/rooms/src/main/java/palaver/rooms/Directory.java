// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;

/// The worlds and their rooms, and which media thread carries which room.
///
/// A room opens on the thread with the fewest seats when its first seat is taken and closes when
/// its last one goes; then a room that no world lists disappears, and with its last one a world
/// that is not hosted any more.
final class Directory {
  private final Map<String, Map<String, Room>> worlds = new LinkedHashMap<>();
  private final Set<String> hosted = new LinkedHashSet<>();
  private final int[] seatsByThread;
  private final Limits limits;
  private int seats;
  private int unlistedRooms;

  Directory(RoomsConfig config) {
    limits = config.limits();
    seatsByThread = new int[config.mediaThreads().size()];
    host(config.worlds());
  }

  /// Hosts these worlds from now on, as [RoomsCommand.Host] says.
  void host(List<RoomsConfig.World> now) {
    Map<String, Map<String, Room>> before = new LinkedHashMap<>(worlds);
    worlds.clear();
    hosted.clear();
    for (RoomsConfig.World world : now) {
      Map<String, Room> known = before.remove(world.name());
      worlds.put(world.name(), rooms(world, known == null ? new LinkedHashMap<>() : known));
      hosted.add(world.name());
    }
    before.forEach((world, rooms) -> {
      Map<String, Room> left = drained(rooms);
      if (!left.isEmpty()) {
        worlds.put(world, left);
      }
    });
    unlistedRooms = (int) open().stream().filter(room -> !room.listed()).count();
  }

  /// The rooms of a world in their order; behind them those that are open and not in its list.
  private Map<String, Room> rooms(RoomsConfig.World world, Map<String, Room> known) {
    Map<String, Room> rooms = new LinkedHashMap<>();
    Map<String, Room> rest = new LinkedHashMap<>(known);
    for (RoomsConfig.ListedRoom config : world.rooms()) {
      Room room = rest.remove(config.id());
      RoomKey key = new RoomKey(world.name(), config.id());
      rooms.put(config.id(), room == null ? unlisted(key) : room);
      rooms.get(config.id()).list(config);
    }
    rooms.putAll(drained(rest));
    return rooms;
  }

  /// Those of some rooms in which somebody is, none of them listed any more.
  private static Map<String, Room> drained(Map<String, Room> rooms) {
    Map<String, Room> open = new LinkedHashMap<>();
    rooms.forEach((id, room) -> {
      if (room.open()) {
        room.unlist();
        open.put(id, room);
      }
    });
    return open;
  }

  /// Whether people may come to rooms of this world.
  boolean hosts(String world) {
    return hosted.contains(world);
  }

  /// Whether there are rooms of this world: also of one that is not hosted any more, while somebody
  /// is there.
  boolean knowsWorld(String world) {
    return worlds.containsKey(world);
  }

  @Nullable Room room(RoomKey key) {
    Map<String, Room> rooms = worlds.get(key.world());
    return rooms == null ? null : rooms.get(key.roomId());
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
      String world = room.key().world();
      Map<String, Room> rooms = roomsOf(world);
      rooms.remove(room.key().roomId());
      unlistedRooms--;
      if (rooms.isEmpty() && !hosted.contains(world)) {
        worlds.remove(world);
      }
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
