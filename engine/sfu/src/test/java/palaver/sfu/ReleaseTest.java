// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.Deadlines;
import palaver.base.RoomKey;
import palaver.rtc.SrtpProfile;
import palaver.sim.Simulation;

/// What an engine holds is given back, and never grows beyond its limits.
class ReleaseTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");

  @Test
  void whenEverybodyHasLeftNothingIsHeld() {
    World world = new World(new Simulation(1));
    for (int round = 0; round < 3; round++) {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        clients.add(world.join(new RoomKey("materie", "raum" + i % 2), 10));
      }
      world.awaitConnected(clients.toArray(Client[]::new));
      clients.forEach(client -> client.speak(20));
      world.run(SECOND);
      assertThat(world.addresses.retainedCount()).isEqualTo(6);
      assertThat(world.engine.stats().connections()).isEqualTo(6);
      assertThat(world.engine.stats().rooms()).isEqualTo(2);
      clients.forEach(world::leave);
      world.run(SECOND);
      assertThat(world.addresses.retainedCount()).isZero();
      assertThat(world.engine.stats().connections()).isZero();
      assertThat(world.engine.stats().rooms()).isZero();
      assertThat(world.engine.nextDeadlineNs()).isEqualTo(Deadlines.NEVER);
    }
  }

  @Test
  void connectionsAndRoomsBeyondTheLimitsAreRefused() {
    Limits limits = new Limits(3, 2, 3);
    World world = new World(new Simulation(2), SrtpProfile.AEAD_AES_128_GCM, limits);
    Client first = world.join(ROOM, 3);
    Client second = world.join(new RoomKey("materie", "zwei"), 3);
    Client thirdRoom = world.join(new RoomKey("materie", "drei"), 3);
    Client tooLarge = world.join(ROOM, 4);
    Client third = world.join(ROOM, 3);
    Client fourth = world.join(ROOM, 3);
    world.awaitConnected(first, second, third);
    assertThat(List.of(thirdRoom, tooLarge, fourth))
        .allMatch(client -> world.state(client) == MediaState.LOST);
    assertThat(world.engine.stats().refusedConnects()).isEqualTo(3);
    assertThat(world.engine.stats().connections()).isEqualTo(3);
  }

  @Test
  void limitsThatContradictEachOtherAreNotAccepted() {
    assertThatThrownBy(() -> new Limits(1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(10, 1, 11)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Limits(10, 0, 2)).isInstanceOf(IllegalArgumentException.class);
  }
}
