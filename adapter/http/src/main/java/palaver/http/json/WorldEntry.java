// SPDX-License-Identifier: Apache-2.0
package palaver.http.json;

import io.javalin.openapi.OpenApiName;
import io.javalin.openapi.OpenApiRequired;
import java.util.List;
import palaver.rooms.world.HostedWorld;

/// One world with its rooms as those who run the server see it.
public record WorldEntry(
    @OpenApiRequired String world,
    @OpenApiName("open_to_guests") boolean openToGuests,
    @OpenApiName("network_bans") boolean networkBans,
    @OpenApiRequired List<WorldRoomEntry> rooms) {
  public WorldEntry {
    rooms = List.copyOf(rooms);
  }

  public static WorldEntry of(HostedWorld world) {
    return new WorldEntry(
        world.world(),
        world.openToGuests(),
        world.networkBans(),
        world.rooms().stream().map(WorldRoomEntry::of).toList());
  }
}
