// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
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
                assertThat(listener.framesFrom(talker).size()).isGreaterThan(420);
              }
            }
          }
        });
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
            p -> p.from().equals(ada.node.endpoint()) && p.byteAt(0) >= 128,
            LinkProfile.steady(5 * MS).withLoss(0.1).withReordering(0.1, 50 * MS).rule()));
    ada.speak(20);
    world.run(10 * SECOND);
    Heard first = bob.heard.getFirst();
    assertThat(bob.framesFrom(ada)).isNotEqualTo(bob.framesFrom(ada).stream().sorted().toList());
    for (Heard heard : bob.heard) {
      int frames = heard.frame() - first.frame();
      assertThat((short) (heard.sequence() - first.sequence())).isEqualTo((short) frames);
      assertThat(heard.timestamp() - first.timestamp()).isEqualTo(frames * 960);
    }
  }
}
