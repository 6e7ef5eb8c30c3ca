// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.base.Sheddable;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;

class LargeRoomTest {
  private static final RoomKey ROOM = new RoomKey("materie", "saal");

  private static List<Client> fill(World world, int count) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(world.join(ROOM, 50, i % 2 == 0 ? Offer.CHROMIUM : Offer.OTHER));
    }
    world.awaitConnected(clients.toArray(Client[]::new));
    return clients;
  }

  @Test
  void nobodyWhoDoesNotSpeakIsForwarded() {
    World world = new World(new Simulation(1));
    List<Client> clients = fill(world, 12);
    clients.get(0).speak(80);
    world.run(SECOND);
    assertThat(clients.get(1).heard).isEmpty();
    assertThat(world.engine.stats().quietPackets()).isGreaterThan(45);
  }

  @Test
  void nineAreHeardAtOnceAndATenthWaits() {
    World world = new World(new Simulation(2));
    List<Client> clients = fill(world, 14);
    for (int i = 0; i < 9; i++) {
      clients.get(i).speak(20);
      world.run(7 * MS);
    }
    Client tenth = clients.get(9);
    tenth.speak(5);
    world.run(4 * SECOND);
    Client listener = clients.get(13);
    for (int i = 0; i < 9; i++) {
      assertThat(listener.framesFrom(clients.get(i))).hasSizeGreaterThan(190);
    }
    assertThat(listener.framesFrom(tenth)).isEmpty();
    assertThat(clients.get(0).framesFrom(clients.get(0))).isEmpty();
    assertThat(world.slots(clients.get(0))).hasSize(8);
    assertThat(world.slots(listener)).hasSize(9);
  }

  @Test
  void aNewSpeakerTakesTheSlotSilentLongestAndNeverOneHeardInTheLastTwoSeconds() {
    World world = new World(new Simulation(3));
    List<Client> clients = fill(world, 12);
    for (int i = 0; i < 9; i++) {
      clients.get(i).speak(20);
    }
    world.run(SECOND);
    clients.get(4).stopSending();
    world.run(500 * MS);
    clients.get(6).stopSending();
    world.run(SECOND);
    Client listener = clients.get(11);
    Map<String, Integer> before = world.slots(listener);
    Client next = clients.get(10);
    next.speak(20);
    world.run(490 * MS);
    assertThat(listener.framesFrom(next)).isEmpty();
    world.run(100 * MS);
    assertThat(listener.framesFrom(next)).isNotEmpty();
    Map<String, Integer> after = world.slots(listener);
    before.forEach((mid, stream) ->
        assertThat(after)
            .containsEntry(mid, stream == clients.get(4).stream ? next.stream : stream));
    clients.get(9).speak(20);
    world.run(440 * MS);
    assertThat(listener.framesFrom(clients.get(9))).isNotEmpty();
    assertThat(world.slots(listener)).doesNotContainValue(clients.get(6).stream);
  }

  @Test
  void slotsAreToldBeforeTheFirstPacketOfANewOccupantAlsoOnBadLinks() {
    Scenarios.check(
        2,
        sim -> {
          sim.defaultLink(Links.BAD);
          World world = new World(sim);
          List<Client> clients = fill(world, 14);
          var random = sim.fork();
          for (int turn = 0; turn < 20; turn++) {
            clients.get(random.nextInt(14)).speak(20);
            clients.get(random.nextInt(14)).stopSending();
            world.run(300 * MS);
          }
          assertThat(clients.get(0).heard).isNotEmpty();
        });
  }

  @Test
  void aSilencedSpeakerMakesRoomForAnotherAtOnce() {
    World world = new World(new Simulation(4));
    List<Client> clients = fill(world, 12);
    for (int i = 0; i < 10; i++) {
      clients.get(i).speak(20);
    }
    world.run(SECOND);
    Client listener = clients.get(11);
    Client waiting =
        clients.subList(0, 10).stream()
            .filter(client -> !world.slots(listener).containsValue(client.stream))
            .findFirst()
            .orElseThrow();
    Client silenced = waiting == clients.get(0) ? clients.get(1) : clients.get(0);
    world.silence(silenced, true);
    world.run(100 * MS);
    assertThat(listener.framesFrom(waiting)).isNotEmpty();
  }

  @Test
  void overloadShedsToTheLoudestInEveryRoomAndEndsWhenTold() {
    World world = new World(new Simulation(5));
    List<Client> large = fill(world, 12);
    List<Client> small = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      small.add(world.join(new RoomKey("energie", "klein"), 10));
    }
    world.awaitConnected(small.toArray(Client[]::new));
    for (int i = 0; i < 4; i++) {
      large.get(i).speak(40 - 8 * i);
      small.get(i).speak(40 - 8 * i);
    }
    world.run(SECOND);
    assertThat(world.engine.stats().shedPackets()).isZero();
    for (int talkersMax = 3; talkersMax >= 1; talkersMax--) {
      world.engine.shedTo(talkersMax);
      world.run(SECOND);
      assertLoudestHeard(world, large, talkersMax);
      assertLoudestHeard(world, small, talkersMax);
    }
    assertThat(world.engine.stats().shedPackets()).isGreaterThan(500);
    world.engine.shedTo(Sheddable.EVERYBODY);
    assertLoudestHeard(world, small, 4);
  }

  /// Of four talkers, each louder than the one before, the last `count` are heard.
  private static void assertLoudestHeard(World world, List<Client> room, int count) {
    Client listener = room.get(4);
    long[] before = new long[4];
    for (int i = 0; i < 4; i++) {
      before[i] = listener.framesFrom(room.get(i)).size();
    }
    world.run(SECOND);
    for (int i = 0; i < 4; i++) {
      long fresh = listener.framesFrom(room.get(i)).size() - before[i];
      assertThat(fresh).isBetween(i >= 4 - count ? 45L : 0L, i >= 4 - count ? 51L : 0L);
    }
  }
}
