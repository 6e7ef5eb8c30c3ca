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
