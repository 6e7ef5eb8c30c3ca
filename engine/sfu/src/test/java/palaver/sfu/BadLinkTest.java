// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.LinkProfile;
import palaver.sim.LinkRule;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;

class BadLinkTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");

  @Test
  void joinAndTalkWorkOverLinksThatLoseReorderAndDuplicate() {
    Scenarios.check(
        5,
        sim -> {
          sim.defaultLink(Links.BAD);
          World world = new World(sim);
          List<Client> clients = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            clients.add(world.join(ROOM, 10, i % 2 == 0 ? Offer.CHROMIUM : Offer.OTHER));
          }
          world.awaitConnected(clients.toArray(Client[]::new));
          clients.forEach(client -> client.speak(20));
          world.run(10 * SECOND);
          for (Client listener : clients) {
            for (Client talker : clients) {
              if (talker != listener) {
                assertThat(listener.framesFrom(talker)).doesNotHaveDuplicates();
                assertThat(listener.framesFrom(talker).size()).isGreaterThan(480);
              }
            }
          }
        });
  }

  /// The share of frames that arrive when each link loses 5 %.
  private static double share(boolean nack) {
    Simulation sim = new Simulation(1);
    World world = new World(sim);
    Offer offer = new Offer(111, 4, 1, nack);
    Client ada = world.join(ROOM, 10, offer);
    Client bob = world.join(ROOM, 10, offer);
    world.awaitConnected(ada, bob);
    sim.defaultLink(LinkProfile.steady(10 * MS).withLoss(0.05));
    ada.speak(20);
    world.run(20 * SECOND);
    Set<Integer> frames = new TreeSet<>(bob.framesFrom(ada));
    return frames.size() / 1_000.0;
  }

  @Test
  void nackBringsBackNearlyAllThatALossyLinkLost() {
    assertThat(share(false)).isBetween(0.85, 0.94);
    assertThat(share(true)).isGreaterThan(0.98);
  }

  @Test
  void gapsAndOrderWithinOneOccupantArePreserved() {
    Simulation sim = new Simulation(2);
    World world = new World(sim);
    Offer offer = new Offer(111, 4, 1, false);
    Client ada = world.join(ROOM, 10, offer);
    Client bob = world.join(ROOM, 10, offer);
    world.awaitConnected(ada, bob);
    sim.addRule(
        LinkRule.when(
            p -> p.from().equals(ada.node().endpoint()) && p.byteAt(0) >= 128,
            LinkProfile.steady(5 * MS).withLoss(0.1).withReordering(0.1, 50 * MS).rule()));
    ada.speak(20);
    world.run(10 * SECOND);
    Heard first = bob.heard.getFirst();
    assertThat(bob.framesFrom(ada)).isNotEqualTo(bob.framesFrom(ada).stream().sorted().toList());
    for (Heard heard : bob.heard) {
      int frames = heard.frame() - first.frame();
      assertThat(heard.sequence() - first.sequence()).isEqualTo(frames);
      assertThat(heard.timestamp() - first.timestamp()).isEqualTo(frames * 960);
    }
  }
}
