// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.world;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import palaver.base.RoomKey;

/// The port to the stored worlds. Looking one up touches no disk and sees every change whose future
/// has completed; a future completes after the commit, or exceptionally when the store cannot do it
/// now. No method blocks.
public interface WorldRecords {

  /// Every world, in the order in which lists show them.
  List<HostedWorld> all();

  /// Changes a world; empty when there is none of this name.
  CompletableFuture<Optional<HostedWorld>> change(String world, WorldChange change);

  /// Changes a room and answers its world; empty when there is no such room.
  CompletableFuture<Optional<HostedWorld>> change(RoomKey room, WorldChange.OfRoom change);

  /// Adds a world behind the others; empty when there is one of this name.
  CompletableFuture<Optional<HostedWorld>> add(HostedWorld world);

  /// Adds a room behind the others of its world and answers that; empty when there is no such
  /// world, or a room of this id in it.
  CompletableFuture<Optional<HostedWorld>> add(String world, HostedWorld.HostedRoom room);

  /// Removes a world with its rooms; false when there is no such world, or no other one. What went
  /// on in it stays in the history, and what holds against people holds again when it is added
  /// again.
  CompletableFuture<Boolean> remove(String world);

  /// Removes a room and answers its world; empty when there is no such room.
  CompletableFuture<Optional<HostedWorld>> remove(RoomKey room);

  /// A world by its name.
  default Optional<HostedWorld> find(String world) {
    return all().stream().filter(each -> each.world().equals(world)).findFirst();
  }

  /// Whether guests may list and join rooms of `world`; false for a world that does not exist.
  default boolean openToGuests(String world) {
    return find(world).filter(HostedWorld::openToGuests).isPresent();
  }

  /// Whether sanctions on guests of `world` hold for their networks; false for a world that does
  /// not exist.
  default boolean networkBans(String world) {
    return find(world).filter(HostedWorld::networkBans).isPresent();
  }
}
