// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import palaver.radio.Counters;
import palaver.radio.Defect;
import palaver.sim.NetworkProfile;
import palaver.sim.Simulation;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.StandardCrypto;

/// A member with true keys turns against the others: it injects voice, plays recordings, alters,
/// floods, signs as a stranger and grants itself the floor. No rule breaks, and the others talk on.
class AdversaryTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int NODES = 14;

  private static long sum(Venue venue, ToLongFunction<Counters> counter) {
    return venue.people().stream()
        .filter(Person::isUp)
        .mapToLong(p -> counter.applyAsLong(p.radio().counters()))
        .sum();
  }

  private static Venue play(long seed, Crypto crypto) {
    Simulation simulation = new Simulation(seed);
    Safety safety = new Safety(true);
    Venue venue =
        new Venue(
            simulation, NetworkProfile.WIRED, NODES, safety, EnumSet.noneOf(Defect.class), crypto);
    for (int i = 0; i < NODES - 1; i++) {
      venue.start(i);
    }
    Rogue rogue = venue.infiltrate(NODES - 1);
    simulation.runFor(4 * SECOND);
    for (int i = 0; i < 6; i++) {
      venue.press(i, 2 * SECOND, false);
      simulation.runFor(3 * SECOND);
    }
    assertThat(venue.onlyLeader()).isNotNull();
    assertThat(venue.measures().granted).isEqualTo(6);
    assertThat(rogue.injected()).isGreaterThan(100);
    assertThat(safety.violations()).isZero();
    safety.checks().stream()
        .filter(c -> c.name().startsWith("d ") || c.name().startsWith("e "))
        .forEach(c -> assertThat(c.checks()).as(c.name()).isGreaterThan(1_000));
    assertThat(sum(venue, Counters::framesMisplaced)).as("injected").isGreaterThan(100);
    assertThat(sum(venue, Counters::replayed)).as("replayed").isPositive();
    assertThat(sum(venue, Counters::badMac)).as("altered").isPositive();
    assertThat(sum(venue, Counters::malformed)).as("rubbish").isPositive();
    assertThat(sum(venue, Counters::strangers)).as("strangers").isPositive();
    assertThat(sum(venue, Counters::badSignature)).as("own lease").isPositive();
    return venue;
  }

  @Test
  void aMemberWhoTurnsRogueIsNotPlayedAndStopsNobody() {
    for (long seed = 1; seed <= 5; seed++) {
      play(seed, new palaver.sim.ModelCrypto());
    }
  }

  @Test
  void theSameHoldsUnderRealCryptography() {
    play(9, new StandardCrypto());
  }
}
