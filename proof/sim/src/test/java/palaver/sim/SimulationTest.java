// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long MS = 1_000_000;
  private static final Endpoint ALICE = Endpoint.v4(1, 1000);
  private static final Endpoint BOB = Endpoint.v6(2, 2000);

  private static SimNode<Pinger.Command, Pinger.Event> pinger(
      Simulation simulation, String name, Endpoint endpoint) {
    return simulation.add(name, endpoint, new Addresses(), new Pinger());
  }

  /// Alice pings Bob `count` times; gives the numbers of the answers in order of arrival.
  private static List<Integer> pongs(Simulation simulation, int count) {
    var alice = pinger(simulation, "alice", ALICE);
    pinger(simulation, "bob", BOB);
    alice.command(new Pinger.Start(alice.addressOf(BOB), count));
    simulation.runFor(5_000 * MS);
    return alice.events(Pinger.Pong.class).stream().map(Pinger.Pong::number).toList();
  }

  @Test
  void aDatagramArrivesAfterTheLinksDelayAndTheAnswerAfterTwice() {
    Simulation simulation = new Simulation(1);
    simulation.defaultLink(LinkProfile.steady(7 * MS));
    var alice = pinger(simulation, "alice", ALICE);
    var bob = pinger(simulation, "bob", BOB);
    long startNs = simulation.nowNs();
    alice.command(new Pinger.Start(alice.addressOf(BOB), 1));
    simulation.runUntil("a pong", () -> !alice.events().isEmpty(), 100 * MS);
    assertThat(bob.events().getFirst().atNs() - startNs).isEqualTo(7 * MS);
    assertThat(alice.events().getFirst().atNs() - startNs).isEqualTo(14 * MS);
    assertThat(alice.name()).isEqualTo("alice");
  }

  @Test
  void oneSeedGivesOneTraceAndAnotherSeedAnother() {
    LinkProfile bad =
        LinkProfile.steady(5 * MS)
            .withJitter(8 * MS)
            .withLoss(0.1)
            .withReordering(0.1, 30 * MS)
            .withDuplicates(0.1);
    List<Long> hashes = new ArrayList<>();
    for (long seed : new long[] {3, 3, 4}) {
      hashes.add(
          Scenarios.run(
                  seed,
                  simulation -> {
                    simulation.defaultLink(bad);
                    pongs(simulation, 200);
                  })
              .traceHash());
    }
    assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    Scenarios.check(
        5,
        simulation -> {
          simulation.defaultLink(bad);
          pongs(simulation, 100);
        });
  }

  @Test
  void jitterAloneKeepsTheOrder() {
    Simulation simulation = new Simulation(5);
    simulation.defaultLink(LinkProfile.steady(1 * MS).withJitter(90 * MS));
    assertThat(pongs(simulation, 100)).hasSize(100).isSorted();
  }

  @Test
  void lossReorderingAndDuplicatesHappenAsOftenAsAsked() {
    Simulation lossy = new Simulation(6);
    lossy.defaultLink(LinkProfile.steady(MS).withLoss(0.2));
    assertThat(pongs(lossy, 250).size()).isBetween(125, 195);
    Simulation reordering = new Simulation(6);
    reordering.defaultLink(LinkProfile.steady(MS).withReordering(0.2, 25 * MS));
    List<Integer> reordered = pongs(reordering, 100);
    assertThat(reordered).hasSize(100).isNotEqualTo(reordered.stream().sorted().toList());
    Simulation duplicating = new Simulation(6);
    duplicating.defaultLink(LinkProfile.steady(MS).withDuplicates(0.5));
    assertThat(pongs(duplicating, 100).size()).isBetween(180, 280);
  }

  @Test
  void theFirstRuleThatDoesNotPassDecides() {
    Simulation simulation = new Simulation(7);
    LinkRule slow = LinkRule.when(p -> p.to().equals(BOB), (_, _) -> Verdict.deliver(50 * MS));
    simulation.addRule(slow);
    LinkRule loseFirst = LinkRule.drop(p -> p.byteAt(0) == 1 && p.byteAt(1) == 0);
    simulation.addRule(loseFirst);
    assertThat(pongs(simulation, 3)).containsExactly(1, 2);
    simulation.removeRule(slow);
    assertThatThrownBy(() -> simulation.removeRule(slow))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCutEndpointHearsNothing() {
    Simulation simulation = new Simulation(8);
    simulation.addRule(LinkRule.cut(BOB));
    assertThat(pongs(simulation, 3)).isEmpty();
  }

  @Test
  void aMovedNodeIsSeenAtItsNewAddressAndNoLongerAtTheOld() {
    Simulation simulation = new Simulation(9);
    var alice = pinger(simulation, "alice", ALICE);
    var bob = pinger(simulation, "bob", BOB);
    int toBob = alice.addressOf(BOB);
    alice.command(new Pinger.Start(toBob, 1));
    simulation.runFor(10 * MS);
    alice.moveTo(Endpoint.v4(3, 1000));
    alice.command(new Pinger.Start(toBob, 1));
    simulation.runFor(10 * MS);
    List<Pinger.Ping> pings = bob.events(Pinger.Ping.class);
    assertThat(pings).hasSize(2);
    assertThat(pings.get(0).source()).isNotEqualTo(pings.get(1).source());
    assertThat(alice.events()).hasSize(2);
    simulation.inject(BOB, ALICE, new byte[] {2, 9});
    simulation.runFor(10 * MS);
    assertThat(alice.events()).hasSize(2);
  }

  @Test
  void aBrokenInvariantSaysSeedAndHowToReplay() {
    assertThatThrownBy(() ->
            Scenarios.checkSeed(
                42,
                simulation -> {
                  simulation.invariant("three steps at most", () -> simulation.steps() <= 3);
                  pongs(simulation, 3);
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("three steps at most")
        .hasMessageContaining("seed 42")
        .hasMessageContaining("-Dpalaver.sim.seed=42")
        .extracting(e -> ((SimulationFailure) e).seed())
        .isEqualTo(42L);
  }

  @Test
  void anExceptionInAnEngineFailsTheRun() {
    Simulation simulation = new Simulation(10);
    pinger(simulation, "alice", ALICE).command(new Pinger.Fail());
    assertThatThrownBy(() -> simulation.runFor(MS))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("as asked")
        .hasMessageContaining("seed 10");
  }

  @Test
  void aFailedAssertionInAScenarioCarriesItsSeed() {
    assertThatThrownBy(() -> Scenarios.run(11, _ -> assertThat(1).isEqualTo(2)))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("seed 11");
  }

  @Test
  void twoRunsThatDifferAreFound() {
    AtomicLong outside = new AtomicLong();
    assertThatThrownBy(() ->
            Scenarios.checkSeed(
                12,
                simulation -> {
                  simulation.after(outside.incrementAndGet(), () -> {});
                  simulation.runFor(MS);
                }))
        .hasMessageContaining("not deterministic");
  }

  @Test
  void waitingInVainFails() {
    Simulation simulation = new Simulation(13);
    assertThatThrownBy(() -> simulation.runUntil("never", () -> false, MS))
        .hasMessageContaining("never");
  }

  @Test
  void standingStillFails() {
    Simulation simulation = new Simulation(14);
    Runnable[] again = new Runnable[1];
    again[0] = () -> simulation.after(0, again[0]);
    simulation.after(0, again[0]);
    assertThatThrownBy(() -> simulation.runFor(MS)).hasMessageContaining("time stands still");
  }

  @Test
  void everyRepeatsAndAfterHappensOnce() {
    Simulation simulation = new Simulation(15);
    AtomicLong repeated = new AtomicLong();
    AtomicLong once = new AtomicLong();
    simulation.every(10 * MS, repeated::incrementAndGet);
    simulation.after(10 * MS, once::incrementAndGet);
    simulation.runFor(100 * MS);
    assertThat(repeated).hasValue(10);
    assertThat(once).hasValue(1);
    assertThatThrownBy(() -> simulation.after(-1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEndpointBelongsToOneNode() {
    Simulation simulation = new Simulation(16);
    pinger(simulation, "alice", ALICE);
    assertThatThrownBy(() -> pinger(simulation, "mallory", ALICE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forksOfOneSeedRepeatAndDiffer() {
    Simulation one = new Simulation(17);
    Simulation two = new Simulation(17);
    assertThat(one.secrets().bytes(16)).isEqualTo(two.secrets().bytes(16));
    assertThat(one.fork().nextLong()).isEqualTo(two.fork().nextLong()).isNotZero();
    assertThat(one.secrets().bytes(16)).isNotEqualTo(one.secrets().bytes(16));
  }
}
