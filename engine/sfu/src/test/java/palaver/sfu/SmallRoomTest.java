// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.base.RoomKey;
import palaver.rtc.SrtpProfile;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;

class SmallRoomTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");

  @ParameterizedTest
  @EnumSource
  void twoHearEachOtherWithDifferentPayloadTypesAndExtensionIds(SrtpProfile profile) {
    Scenarios.checkSeed(
        1,
        sim -> {
          World world = new World(sim, profile, Limits.DEFAULT);
          Client ada = world.join(ROOM, 10, Offer.CHROMIUM);
          Client bob = world.join(ROOM, 10, Offer.OTHER);
          world.awaitConnected(ada, bob);
          ada.speak(20);
          bob.speak(30);
          world.run(2 * SECOND);
          assertThat(ada.framesFrom(bob))
              .hasSizeBetween(95, 101)
              .isSorted()
              .doesNotHaveDuplicates();
          assertThat(bob.framesFrom(ada))
              .hasSizeBetween(95, 101)
              .isSorted()
              .doesNotHaveDuplicates();
          assertThat(ada.heard).allSatisfy(h -> assertThat(h.levelDbov()).isEqualTo(30));
          assertThat(bob.heard).allSatisfy(h -> assertThat(h.levelDbov()).isEqualTo(20));
        });
  }

  @Test
  void aPacketNeedsNoMoreThanTheTwoLinks() {
    World world = new World(new Simulation(2));
    Client ada = world.join(ROOM, 10);
    Client bob = world.join(ROOM, 10);
    world.awaitConnected(ada, bob);
    long startNs = world.sim.nowNs();
    ada.speak(20);
    world.run(10 * MS);
    assertThat(bob.heard.getFirst().atNs() - startNs).isEqualTo(2 * MS);
  }

  @Test
  void tenInARoomHearTheNineOthersEachInASlotOfItsOwnThatNeverChanges() {
    World world = new World(new Simulation(3));
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(world.join(ROOM, 10, i % 2 == 0 ? Offer.CHROMIUM : Offer.OTHER));
    }
    world.awaitConnected(clients.toArray(Client[]::new));
    clients.forEach(client -> client.speak(25));
    world.run(3 * SECOND);
    for (Client listener : clients) {
      Set<String> midsOfStreams = new HashSet<>();
      listener.heard.forEach(h -> midsOfStreams.add(h.mid() + " " + h.stream()));
      assertThat(midsOfStreams).as("%s", listener.session).hasSize(9);
      assertThat(world.slots(listener)).hasSize(9).doesNotContainValue(listener.stream);
      for (Client talker : clients) {
        assertThat(listener.framesFrom(talker))
            .hasSizeBetween(talker == listener ? 0 : 145, talker == listener ? 0 : 151);
      }
    }
  }

  @Test
  void anEleventhIsRefusedUntilSomebodyLeavesAndNobodyElseMoves() {
    World world = new World(new Simulation(4));
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(world.join(ROOM, 10));
    }
    Client eleventh = world.join(ROOM, 10);
    world.run(SECOND);
    assertThat(world.state(eleventh)).isEqualTo(MediaState.LOST);
    assertThat(world.engine.stats().refusedConnects()).isEqualTo(1);
    eleventh.leave();
    Client listener = clients.get(9);
    Map<String, Integer> before = world.slots(listener);
    Client leaving = clients.get(3);
    world.leave(leaving);
    world.run(100 * MS);
    assertThat(world.slots(listener)).hasSize(8).doesNotContainValue(leaving.stream);
    Client next = world.join(ROOM, 10);
    world.run(SECOND);
    Map<String, Integer> after = world.slots(listener);
    before.forEach((mid, stream) ->
        assertThat(after).containsEntry(mid, stream == leaving.stream ? next.stream : stream));
  }

  @Test
  void whoLeavesFadesOutWithThreeFramesOfSilence20MsApart() {
    World world = new World(new Simulation(5));
    Client ada = world.join(ROOM, 10);
    Client bob = world.join(ROOM, 10);
    world.awaitConnected(ada, bob);
    ada.speak(20);
    world.run(SECOND);
    world.leave(ada);
    world.run(SECOND);
    List<Heard> last = bob.heard.subList(bob.heard.size() - 4, bob.heard.size());
    assertThat(last.get(0).isSilenceFrame()).isFalse();
    assertThat(last.subList(1, 4)).allMatch(Heard::isSilenceFrame);
    assertThat(last.get(2).atNs() - last.get(1).atNs()).isEqualTo(20 * MS);
    assertThat(last.get(3).atNs() - last.get(2).atNs()).isEqualTo(20 * MS);
    assertThat(last.get(3).sequence() - last.get(0).sequence()).isEqualTo(3);
  }

  @Test
  void aNewcomerInAFreedSlotContinuesItsSequenceAndItsClock() {
    World world = new World(new Simulation(6));
    Client ada = world.join(ROOM, 10);
    Client bob = world.join(ROOM, 10);
    world.awaitConnected(ada, bob);
    ada.speak(20);
    world.run(SECOND);
    world.leave(ada);
    world.run(5 * SECOND);
    int before = bob.heard.size();
    Heard last = bob.heard.getLast();
    Client eve = world.join(ROOM, 10, Offer.OTHER);
    world.awaitConnected(eve);
    eve.speak(20);
    world.run(SECOND);
    Heard first = bob.heard.get(before);
    assertThat(first.mid()).isEqualTo(last.mid());
    assertThat(first.stream()).isEqualTo(eve.stream);
    assertThat(first.sequence() - last.sequence()).isEqualTo(1);
    long elapsedTicks = (first.atNs() - last.atNs()) * 48 / MS;
    assertThat((long) (first.timestamp() - last.timestamp()))
        .isBetween(elapsedTicks - 2_000, elapsedTicks + 2_000);
  }

  @Test
  void aListenerWithoutAMicrophoneHearsAndIsNotShownInSlots() {
    World world = new World(new Simulation(7));
    Client ada = world.join(ROOM, 10);
    Client listener = world.joinListening(ROOM, 10);
    world.awaitConnected(ada, listener);
    ada.speak(20);
    world.run(SECOND);
    assertThat(listener.framesFrom(ada)).hasSizeGreaterThan(45);
    assertThat(world.slots(ada)).isEmpty();
  }

  @Test
  void roomsDoNotHearEachOther() {
    World world = new World(new Simulation(8));
    Client ada = world.join(ROOM, 10);
    Client bob = world.join(new RoomKey("energie", "halle"), 10);
    world.awaitConnected(ada, bob);
    ada.speak(20);
    world.run(SECOND);
    assertThat(bob.heard).isEmpty();
    assertThat(world.engine.stats().rooms()).isEqualTo(2);
    assertThat(world.engine.stats().forwardedPackets()).isZero();
  }
}
