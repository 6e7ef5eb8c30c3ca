// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.base.RoomKey;
import palaver.rooms.Topology;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldChange;
import palaver.rooms.world.WorldRecords;

class WorldsTest {
  private final Fixture fixture = new Fixture();

  @TempDir Path folder;

  @Test
  void aChangeIsSeenAtOnceAndAfterTheNextStart() {
    try (Store store = fixture.open(folder)) {
      WorldRecords worlds = store.worlds();
      assertThat(worlds.networkBans("energie")).isTrue();
      HostedWorld energie =
          worlds.change("energie", new WorldChange(null, false)).join().orElseThrow();
      assertThat(energie.networkBans()).isFalse();
      assertThat(energie.openToGuests()).isTrue();
      assertThat(worlds.networkBans("energie")).isFalse();
      assertThat(worlds.networkBans("materie")).isTrue();

      worlds.change("energie", new WorldChange(false, null)).join();
      assertThat(worlds.openToGuests("energie")).isFalse();
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().find("energie").orElseThrow())
          .extracting(HostedWorld::openToGuests, HostedWorld::networkBans)
          .containsExactly(false, false);
    }
  }

  @Test
  void aRoomGetsAnotherNameAndSize() {
    try (Store store = fixture.open(folder)) {
      List<HostedWorld> before = store.worlds().all();
      store
          .worlds()
          .change(new RoomKey("materie", "materie-2"), new WorldChange.OfRoom("Workshop", 25))
          .join();
      HostedWorld.HostedRoom changed = store.worlds().find("materie").orElseThrow().rooms().get(1);
      assertThat(changed).isEqualTo(new HostedWorld.HostedRoom("materie-2", "Workshop", 25, true));
      assertThat(store.worlds().find("energie")).contains(before.getLast());
    }
  }

  @Test
  void whatIsAddedIsBehindTheOthersAndStaysThere() {
    HostedWorld.HostedRoom pond =
        new HostedWorld.HostedRoom("pond", "Pond", 5, true, Topology.MESH);
    try (Store store = fixture.open(folder)) {
      WorldRecords worlds = store.worlds();
      assertThat(worlds.add(new HostedWorld("garden", false, true, List.of())).join()).isPresent();
      assertThat(worlds.add("garden", pond).join().orElseThrow().rooms()).containsExactly(pond);
      assertThat(worlds.add("materie", pond).join().orElseThrow().rooms()).endsWith(pond);
      assertThat(worlds.add("garden", pond).join()).isEmpty();
      assertThat(worlds.add("nowhere", pond).join()).isEmpty();
      assertThat(worlds.add(new HostedWorld("garden", true, true, List.of())).join()).isEmpty();
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().all())
          .endsWith(new HostedWorld("garden", false, true, List.of(pond)));
    }
  }

  @Test
  void whatIsRemovedIsGoneButTheLastWorldIsNot() {
    try (Store store = fixture.open(folder)) {
      WorldRecords worlds = store.worlds();
      RoomKey room = new RoomKey("materie", "materie-1");
      assertThat(worlds.remove(room).join().orElseThrow().rooms()).hasSize(2);
      assertThat(worlds.remove(room).join()).isEmpty();
      assertThat(worlds.remove("nowhere").join()).isFalse();
      assertThat(worlds.remove("energie").join()).isTrue();
      assertThat(worlds.find("energie")).isEmpty();
      assertThat(worlds.remove("materie").join()).isFalse();
    }
    try (Store store = fixture.open(folder)) {
      assertThat(store.worlds().all())
          .singleElement()
          .satisfies(world -> assertThat(world.rooms()).hasSize(2));
    }
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    try (Store store = fixture.open(folder)) {
      List<HostedWorld> before = store.worlds().all();
      assertThat(store.worlds().change("nowhere", new WorldChange(true, true)).join()).isEmpty();
      assertThat(
              store
                  .worlds()
                  .change(new RoomKey("materie", "nowhere"), new WorldChange.OfRoom("X", 5))
                  .join())
          .isEmpty();
      assertThat(store.worlds().all()).isEqualTo(before);
    }
  }
}
