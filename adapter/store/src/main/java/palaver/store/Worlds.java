// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
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
  private final InstantSource clock;
  private volatile List<HostedWorld> all;

  /// @param stored every world
  Worlds(StoreWriter writer, List<HostedWorld> stored, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
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
      insert(handle, world.world(), world.rooms().get(inWorld), inWorld, createdAt);
    }
  }

  private static void insert(
      Handle handle, String world, HostedRoom room, int position, String createdAt) {
    handle
        .createUpdate(
            """
            INSERT INTO rooms (world, room_id, position, room_name, max_participants, listed,
                topology, created_at)
            VALUES (:world, :room, :position, :name, :max, :listed, :topology, :at)
            """)
        .bind("world", world)
        .bind("room", room.roomId())
        .bind("position", position)
        .bind("name", room.roomName())
        .bind("max", room.participantsMax())
        .bind("listed", room.listed())
        .bind("topology", room.topology().wireName())
        .bind("at", createdAt)
        .execute();
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

  @Override
  public CompletableFuture<Optional<HostedWorld>> add(HostedWorld world) {
    return changed(
        world.world(),
        handle -> {
          if (count(handle, "worlds", world.world(), null) > 0) {
            return 0;
          }
          insert(handle, world, next(handle, "worlds", null), Timestamps.text(clock.instant()));
          return 1;
        });
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> add(String world, HostedRoom room) {
    return changed(
        world,
        handle -> {
          if (count(handle, "worlds", world, null) == 0
              || count(handle, "rooms", world, room.roomId()) > 0) {
            return 0;
          }
          insert(
              handle, world, room, next(handle, "rooms", world), Timestamps.text(clock.instant()));
          return 1;
        });
  }

  @Override
  public CompletableFuture<Boolean> remove(String world) {
    return written(
            handle -> {
              if (count(handle, "worlds", null, null) < 2) {
                return 0;
              }
              delete(handle, "rooms", world, null);
              return delete(handle, "worlds", world, null);
            })
        .thenApply(now -> !now.isEmpty());
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> remove(RoomKey room) {
    return changed(room.world(), handle -> delete(handle, "rooms", room.world(), room.roomId()));
  }

  private CompletableFuture<Optional<HostedWorld>> changed(
      String world, ToIntFunction<Handle> update) {
    return written(update)
        .thenApply(now -> now.stream().filter(each -> each.world().equals(world)).findFirst());
  }

  /// The worlds after an update, or none when it met no row. They are looked up from the commit on,
  /// in the order of the commits: the one writer completes them.
  private CompletableFuture<List<HostedWorld>> written(ToIntFunction<Handle> update) {
    return writer
        .submit(handle -> update.applyAsInt(handle) > 0 ? all(handle) : List.<HostedWorld>of())
        .thenApply(now -> {
          if (!now.isEmpty()) {
            all = List.copyOf(now);
          }
          return now;
        });
  }

  /// How many rows there are, of a world and a room or of all.
  private static int count(
      Handle handle, String table, @Nullable String world, @Nullable String room) {
    try (Query query = handle.createQuery("SELECT count(*) FROM " + table + where(world, room))) {
      bound(query, world, room);
      return query.mapTo(Integer.class).one();
    }
  }

  /// The position behind all others, of a world or of the rooms of one.
  private static int next(Handle handle, String table, @Nullable String world) {
    String last = "SELECT coalesce(max(position), -1) FROM " + table + where(world, null);
    try (Query query = handle.createQuery(last)) {
      bound(query, world, null);
      return query.mapTo(Integer.class).one() + 1;
    }
  }

  private static int delete(Handle handle, String table, String world, @Nullable String room) {
    try (Update update = handle.createUpdate("DELETE FROM " + table + where(world, room))) {
      bound(update, world, room);
      return update.execute();
    }
  }

  private static String where(@Nullable String world, @Nullable String room) {
    return (world == null ? "" : " WHERE world = :world")
        + (room == null ? "" : " AND room_id = :room");
  }

  private static void bound(
      SqlStatement<?> statement, @Nullable String world, @Nullable String room) {
    if (world != null) {
      statement.bind("world", world);
    }
    if (room != null) {
      statement.bind("room", room);
    }
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
    String sql = "UPDATE " + table + " SET " + column + " = :value" + where(world, room);
    try (Update update = handle.createUpdate(sql)) {
      bound(update.bind("value", value), world, room);
      return update.execute();
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
