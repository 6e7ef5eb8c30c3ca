// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import palaver.radio.Defect;
import palaver.sim.NetworkProfile;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;
import palaver.trust.crypto.StandardCrypto;

/// Random venues with random faults: nothing forbidden happens, and each comes to rest.
///
/// `-Dpalaver.sim.seeds=10000` plays more seeds; `-Dpalaver.sim.seed=7` plays one.
class SafetyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SEEDS = Integer.getInteger("palaver.sim.seeds", 200);
  private static final EnumSet<Defect> NONE = EnumSet.noneOf(Defect.class);

  @Test
  void noSeedBreaksARuleAndEachComesToRest() {
    Long only = Long.getLong(Scenarios.SEED_PROPERTY);
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    long checks = 0;
    for (long seed = first; seed <= last; seed++) {
      Venue[] venue = new Venue[1];
      Scenarios.run(seed, simulation -> venue[0] = RandomStory.play(simulation, 30 * SECOND, NONE));
      checks += venue[0].safety().checks().stream().mapToLong(Check::checks).sum();
      assertThat(venue[0].safety().violations()).isZero();
    }
    assertThat(checks).as("looks at the rules").isGreaterThan(1_000 * (last - first + 1));
  }

  /// `-Dpalaver.sim.real-seeds=200` plays more.
  @Test
  void theSameHoldsUnderRealCryptography() {
    int seeds = Integer.getInteger("palaver.sim.real-seeds", 6);
    for (long seed = 1; seed <= seeds; seed++) {
      Venue[] venue = new Venue[1];
      Scenarios.run(
          seed,
          simulation ->
              venue[0] = RandomStory.play(simulation, 20 * SECOND, NONE, new StandardCrypto()));
      assertThat(venue[0].safety().violations()).isZero();
    }
  }

  @Test
  void aTalkerWhoIsPutOutIsHeardByNobodyASecondLater() {
    Simulation simulation = new Simulation(21);
    Venue venue = new Venue(simulation, NetworkProfile.GOOD_WIFI, 40, new Safety(true), NONE);
    venue.startAll();
    simulation.runFor(8 * SECOND);
    Person leader = java.util.Objects.requireNonNull(venue.onlyLeader());
    Person out = venue.person(leader.index == 3 ? 4 : 3);
    venue.press(out.index, 20 * SECOND, false);
    simulation.runFor(2 * SECOND);
    assertThat(out.radio().talkingUnder()).isNotNull();
    venue.revoke(out.index, leader.index == 5 ? 6 : 5);
    simulation.runFor(SECOND);
    assertThat(leader.radio().runningLease()).isNull();
    for (Person person : venue.people()) {
      if (person != out) {
        assertThat(person.radio().playing()).isNull();
      }
    }
  }

  @Test
  void oneSeedGivesOneTrace() {
    for (long seed = 1; seed <= 3; seed++) {
      Scenarios.checkSeed(seed, simulation -> RandomStory.play(simulation, 20 * SECOND, NONE));
    }
  }

  @Test
  void aStableNetworkHasOneLeaderWhoStays() {
    Simulation simulation = new Simulation(5);
    Venue venue = new Venue(simulation, NetworkProfile.GOOD_WIFI, 12, new Safety(true), NONE);
    venue.startAll();
    simulation.runUntil("one leader", () -> venue.onlyLeader() != null, 5 * SECOND);
    Person leader = venue.onlyLeader();
    for (int i = 0; i < 60; i++) {
      simulation.runFor(SECOND);
      assertThat(venue.onlyLeader()).isSameAs(leader);
    }
  }

  @Test
  void aDeadLeaderIsReplacedWithinTwoSeconds() {
    Samples took = new Samples();
    for (long seed = 1; seed <= 30; seed++) {
      Simulation simulation = new Simulation(seed);
      Venue venue = new Venue(simulation, NetworkProfile.GOOD_WIFI, 7, new Safety(true), NONE);
      venue.startAll();
      simulation.runFor(6 * SECOND);
      Person leader = venue.onlyLeader();
      assertThat(leader).isNotNull();
      venue.crash(java.util.Objects.requireNonNull(leader).index);
      long diedNs = simulation.nowNs();
      simulation.runUntil("a new leader", () -> venue.onlyLeader() != null, 5 * SECOND);
      took.add((simulation.nowNs() - diedNs) / 1e6);
    }
    assertThat(took.percentile(50)).isLessThan(1_000);
    assertThat(took.percentile(99)).isLessThan(2_000);
  }

  @Test
  void twoHalvesEachTalkAndAfterwardsAreOne() {
    for (long seed = 1; seed <= 10; seed++) {
      Simulation simulation = new Simulation(seed);
      Venue venue = new Venue(simulation, NetworkProfile.WIRED, 8, new Safety(true), NONE);
      venue.startAll();
      simulation.runFor(5 * SECOND);
      java.util.BitSet side = new java.util.BitSet();
      side.set(0, 4);
      long nowNs = simulation.nowNs();
      venue.network().add(new palaver.sim.Fault.Split(nowNs, nowNs + 8 * SECOND, side));
      simulation.runFor(4 * SECOND);
      long before = venue.measures().granted;
      venue.press(1, SECOND, false);
      venue.press(5, SECOND, false);
      simulation.runFor(3 * SECOND);
      assertThat(venue.measures().granted - before).as("seed %d", seed).isEqualTo(2);
      simulation.runFor(SECOND);
      simulation.runUntil("one leader", () -> venue.onlyLeader() != null, SECOND);
    }
  }

  @Test
  void tenWhoPressWithinTwoSecondsAreAllServed() {
    Simulation simulation = new Simulation(9);
    Venue venue = new Venue(simulation, NetworkProfile.BUSY_WIFI, 12, new Safety(true), NONE);
    venue.startAll();
    simulation.runFor(6 * SECOND);
    for (int i = 0; i < 10; i++) {
      int talker = i;
      // Who pressed first lets go first: a press that is let go while it waits is not served.
      simulation.after(i * SECOND / 5, () -> venue.press(talker, (2 + 2 * talker) * SECOND, false));
    }
    simulation.runFor(60 * SECOND);
    assertThat(venue.measures().granted).isGreaterThanOrEqualTo(10);
  }
}
