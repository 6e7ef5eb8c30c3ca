// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import palaver.radio.Defect;
import palaver.sim.NetworkProfile;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;
import palaver.sim.SimulationFailure;

/// Mistakes that are switched on are found: a simulator that finds nothing proves nothing.
class DefectsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SEEDS = 400;

  /// Plays seeds until one fails by the rule that is meant to catch this defect. A defect may break
  /// something else in an earlier seed, which is not what is asked here.
  private static boolean isFoundBy(Defect defect, String rule) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Scenarios.run(
            seed, simulation -> RandomStory.play(simulation, 60 * SECOND, EnumSet.of(defect)));
      } catch (SimulationFailure failure) {
        assertThat(failure.seed()).isEqualTo(seed);
        if (String.valueOf(failure.getMessage()).contains(rule)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aSecondGrantIsFound() {
    assertThat(isFoundBy(Defect.DOUBLE_GRANT, "a lease-overlap")).isTrue();
  }

  @Test
  void aLeaderWhoDoesNotStepDownIsFound() {
    assertThat(isFoundBy(Defect.MISSED_STEP_DOWN, "one leader whom all follow")).isTrue();
  }

  @Test
  void aReplayedFrameIsFound() {
    assertThat(isFoundBy(Defect.UNCHECKED_REPLAY, "c two-talkers")).isTrue();
  }

  @Test
  void aLeaseFromBeforeASleepIsFound() {
    assertThat(isFoundBy(Defect.WOKEN_CLOCK, "from before its sleep")).isTrue();
  }

  @Test
  void aRepeatedNonceIsFound() {
    assertThat(isFoundBy(Defect.REPEATED_BOOT, "twice under")).isTrue();
  }

  @Test
  void aTreeThatSwingsIsFound() {
    Safety safety = new Safety(false);
    Simulation simulation = new Simulation(3);
    Venue venue =
        new Venue(
            simulation,
            NetworkProfile.GOOD_WIFI,
            20,
            safety,
            EnumSet.of(Defect.OSCILLATING_REBALANCE));
    venue.watchTree();
    venue.startAll();
    simulation.runFor(20 * SECOND);
    assertThat(safety.checks().getLast().violations()).isPositive();
    assertThat(safety.violations()).isEqualTo(safety.checks().getLast().violations());
  }
}
