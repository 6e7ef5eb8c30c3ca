// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import palaver.base.RoomKey;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.HostedWorld.HostedRoom;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

/// The stored worlds that belong to the rooms of [ServerFixture].
final class FakeWorlds implements WorldRecords {
  private final List<HostedWorld> worlds =
      new CopyOnWriteArrayList<>(
          List.of(
              new HostedWorld(
                  "materie",
                  true,
                  true,
                  List.of(
                      new HostedRoom("hall", "Hall", 10, true),
                      new HostedRoom("lab", "Lab", 4, true))),
              new HostedWorld(
                  "energie", true, false, List.of(new HostedRoom("sun", "Sun", 10, true))),
              new HostedWorld(
                  "club", false, false, List.of(new HostedRoom("bar", "Bar", 10, true)))));

  volatile boolean writable = true;

  @Override
  public List<HostedWorld> all() {
    return List.copyOf(worlds);
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> change(String world, WorldChange change) {
    return written(
        find(world)
            .map(before ->
                new HostedWorld(
                    world,
                    Objects.requireNonNullElse(change.openToGuests(), before.openToGuests()),
                    Objects.requireNonNullElse(change.networkBans(), before.networkBans()),
                    before.rooms())));
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> change(RoomKey room, WorldChange.OfRoom change) {
    return written(
        find(room.world())
            .filter(world -> world.rooms().stream().anyMatch(isRoom(room.roomId())))
            .map(world -> with(world, room.roomId(), change)));
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> add(HostedWorld world) {
    if (!writable) {
      return full();
    }
    if (find(world.world()).isPresent()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    worlds.add(world);
    return CompletableFuture.completedFuture(Optional.of(world));
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> add(String world, HostedRoom room) {
    return written(
        find(world)
            .filter(each -> each.rooms().stream().noneMatch(isRoom(room.roomId())))
            .map(each -> {
              List<HostedRoom> rooms = new ArrayList<>(each.rooms());
              rooms.add(room);
              return with(each, rooms);
            }));
  }

  @Override
  public CompletableFuture<Boolean> remove(String world) {
    return writable
        ? CompletableFuture.completedFuture(
            worlds.size() > 1 && worlds.removeIf(each -> each.world().equals(world)))
        : full();
  }

  @Override
  public CompletableFuture<Optional<HostedWorld>> remove(RoomKey room) {
    return written(
        find(room.world())
            .filter(each -> each.rooms().stream().anyMatch(isRoom(room.roomId())))
            .map(each ->
                with(each, each.rooms().stream().filter(isRoom(room.roomId()).negate()).toList())));
  }

  private static Predicate<HostedRoom> isRoom(String roomId) {
    return room -> room.roomId().equals(roomId);
  }

  private static HostedWorld with(HostedWorld world, List<HostedRoom> rooms) {
    return new HostedWorld(world.world(), world.openToGuests(), world.networkBans(), rooms);
  }

  private static <T> CompletableFuture<T> full() {
    return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
  }

  private static HostedWorld with(HostedWorld world, String roomId, WorldChange.OfRoom change) {
    List<HostedRoom> rooms = new ArrayList<>(world.rooms());
    rooms.replaceAll(room ->
        room.roomId().equals(roomId)
            ? new HostedRoom(
                roomId,
                Objects.requireNonNullElse(change.roomName(), room.roomName()),
                Objects.requireNonNullElse(change.participantsMax(), room.participantsMax()),
                room.listed(),
                Objects.requireNonNullElse(change.topology(), room.topology()))
            : room);
    return with(world, rooms);
  }

  private CompletableFuture<Optional<HostedWorld>> written(Optional<HostedWorld> now) {
    if (!writable) {
      return full();
    }
    now.ifPresent(
        world -> worlds.replaceAll(each -> each.world().equals(world.world()) ? world : each));
    return CompletableFuture.completedFuture(now);
  }
}
