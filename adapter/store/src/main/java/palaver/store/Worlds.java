// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import palaver.rooms.Topology;
import palaver.store.StoredWorld.StoredRoom;

/// The tables `worlds` and `rooms`, and what a fresh database has in them.
final class Worlds {

  private static final int PARTICIPANTS_MAX = 10;

  private static final List<StoredWorld> FIRST =
      List.of(
          first("materie", "Werkstatt", "Garten", "Küche"),
          first("energie", "Lagerfeuer", "Sternwarte", "Musik"));

  private Worlds() {}

  private static StoredWorld first(String world, String... roomNames) {
    List<StoredRoom> rooms = new ArrayList<>();
    for (String name : roomNames) {
      rooms.add(
          new StoredRoom(
              world + "-" + (rooms.size() + 1), name, PARTICIPANTS_MAX, true, Topology.SFU));
    }
    return new StoredWorld(world, true, true, rooms);
  }

  /// Gives a database without any world its first ones.
  static void seed(Handle handle, Instant now) {
    int worlds = handle.createQuery("SELECT count(*) FROM worlds").mapTo(Integer.class).one();
    if (worlds > 0) {
      return;
    }
    for (int position = 0; position < FIRST.size(); position++) {
      insert(handle, FIRST.get(position), position, Timestamps.text(now));
    }
  }

  private static void insert(Handle handle, StoredWorld world, int position, String createdAt) {
    handle
        .createUpdate(
            """
            INSERT INTO worlds (world, position, open_to_guests, network_bans, created_at)
            VALUES (:world, :position, :open, :network, :at)
            """)
        .bind("world", world.world())
        .bind("position", position)
        .bind("open", world.openToGuests())
        .bind("network", world.networkBans())
        .bind("at", createdAt)
        .execute();
    for (int inWorld = 0; inWorld < world.rooms().size(); inWorld++) {
      StoredRoom room = world.rooms().get(inWorld);
      handle
          .createUpdate(
              """
              INSERT INTO rooms (world, room_id, position, room_name, max_participants, listed,
                  topology, created_at)
              VALUES (:world, :room, :position, :name, :max, :listed, :topology, :at)
              """)
          .bind("world", world.world())
          .bind("room", room.roomId())
          .bind("position", inWorld)
          .bind("name", room.roomName())
          .bind("max", room.participantsMax())
          .bind("listed", room.listed())
          .bind("topology", room.topology().wireName())
          .bind("at", createdAt)
          .execute();
    }
  }

  /// Every world, each with its rooms in the order of their positions.
  static List<StoredWorld> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT world, open_to_guests, network_bans FROM worlds ORDER BY position, world")
        .map((row, _) ->
            new StoredWorld(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                rooms(handle, row.getString(1))))
        .list();
  }

  private static List<StoredRoom> rooms(Handle handle, String world) {
    return handle
        .createQuery(
            """
            SELECT room_id, room_name, max_participants, listed, topology FROM rooms
            WHERE world = :world ORDER BY position, room_id
            """)
        .bind("world", world)
        .map((row, _) ->
            new StoredRoom(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                Objects.requireNonNullElse(Topology.of(row.getString(5)), Topology.SFU)))
        .list();
  }
}
