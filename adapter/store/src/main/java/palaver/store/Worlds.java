// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.rooms.Topology;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.HostedWorld.HostedRoom;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

/// The tables `worlds` and `rooms`, and what a fresh database has in them.
final class Worlds implements WorldRecords {

  private static final int PARTICIPANTS_MAX = 10;

  private static final List<HostedWorld> FIRST =
      List.of(
          first("materie", "Werkstatt", "Garten", "Küche"),
          first("energie", "Lagerfeuer", "Sternwarte", "Musik"));

  private final StoreWriter writer;
  private volatile List<HostedWorld> all;

  /// @param stored every world
  Worlds(StoreWriter writer, List<HostedWorld> stored) {
    this.writer = writer;
    all = List.copyOf(stored);
  }

  private static HostedWorld first(String world, String... roomNames) {
    List<HostedRoom> rooms = new ArrayList<>();
    for (String name : roomNames) {
      rooms.add(
          new HostedRoom(
              world + "-" + (rooms.size() + 1), name, PARTICIPANTS_MAX, true, Topology.SFU));
    }
    return new HostedWorld(world, true, true, rooms);
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

  private static void insert(Handle handle, HostedWorld world, int position, String createdAt) {
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
      HostedRoom room = world.rooms().get(inWorld);
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
  static List<HostedWorld> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT world, open_to_guests, network_bans FROM worlds ORDER BY position, world")
        .map((row, _) ->
            new HostedWorld(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                rooms(handle, row.getString(1))))
        .list();
  }

  @Override
  public List<HostedWorld> all() {
    return all;
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> change(String world, WorldChange change) {
    return changed(
        world,
        handle ->
            update(handle, "worlds", "open_to_guests", change.openToGuests(), world, null)
                + update(handle, "worlds", "network_bans", change.networkBans(), world, null));
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> change(RoomKey room, WorldChange.OfRoom change) {
    return changed(
        room.world(),
        handle ->
            update(handle, "rooms", "room_name", change.roomName(), room.world(), room.roomId())
                + update(
                    handle,
                    "rooms",
                    "max_participants",
                    change.participantsMax(),
                    room.world(),
                    room.roomId())
                + update(
                    handle,
                    "rooms",
                    "topology",
                    change.topology() == null ? null : change.topology().wireName(),
                    room.world(),
                    room.roomId()));
  }

  /// Looked up from the commit on, in the order of the commits: the one writer completes them.
  private CompletableFuture<Optional<HostedWorld>> changed(
      String world, ToIntFunction<Handle> update) {
    return writer
        .submit(handle -> update.applyAsInt(handle) > 0 ? all(handle) : List.<HostedWorld>of())
        .thenApply(now -> {
          if (now.isEmpty()) {
            return Optional.empty();
          }
          all = List.copyOf(now);
          return now.stream().filter(each -> each.world().equals(world)).findFirst();
        });
  }

  /// Sets a column that is to be different; answers how many rows that met.
  private static int update(
      Handle handle,
      String table,
      String column,
      @Nullable Object value,
      String world,
      @Nullable String room) {
    if (value == null) {
      return 0;
    }
    String sql = "UPDATE " + table + " SET " + column + " = :value WHERE world = :world";
    try (Update update = handle.createUpdate(room == null ? sql : sql + " AND room_id = :room")) {
      update.bind("value", value).bind("world", world);
      return (room == null ? update : update.bind("room", room)).execute();
    }
  }

  private static List<HostedRoom> rooms(Handle handle, String world) {
    return handle
        .createQuery(
            """
            SELECT room_id, room_name, max_participants, listed, topology FROM rooms
            WHERE world = :world ORDER BY position, room_id
            """)
        .bind("world", world)
        .map((row, _) ->
            new HostedRoom(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                Objects.requireNonNullElse(Topology.of(row.getString(5)), Topology.SFU)))
        .list();
  }
}
