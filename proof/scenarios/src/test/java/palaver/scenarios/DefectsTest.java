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
  private static final int SEEDS = 60;

  /// What the first seed that finds the defect says.
  private static String found(Defect defect) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        Scenarios.run(
            seed,
            simulation ->
                RandomStory.play(simulation, 60 * SECOND, EnumSet.of(defect)));
      } catch (SimulationFailure failure) {
        assertThat(failure.seed()).isEqualTo(seed);
        return String.valueOf(failure.getMessage());
      }
    }
    return "nothing";
  }

  @Test
  void aSecondGrantIsFound() {
    assertThat(found(Defect.DOUBLE_GRANT)).contains("a lease-overlap");
  }

  @Test
  void aLeaderWhoDoesNotStepDownIsFound() {
    assertThat(found(Defect.MISSED_STEP_DOWN)).contains("one leader whom all follow");
  }

  @Test
  void aReplayedFrameIsFound() {
    assertThat(found(Defect.UNCHECKED_REPLAY)).contains("c two-talkers");
  }

  @Test
  void aLeaseFromBeforeASleepIsFound() {
    assertThat(found(Defect.WOKEN_CLOCK)).contains("from before its sleep");
  }

  @Test
  void aRepeatedNonceIsFound() {
    assertThat(found(Defect.REPEATED_BOOT)).contains("twice under");
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
