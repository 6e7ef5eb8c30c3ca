// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import palaver.base.Bytes;
import palaver.radio.Defect;
import palaver.sim.ModelCrypto;
import palaver.sim.NetworkProfile;
import palaver.sim.Scenarios;
import palaver.sim.Simulation;
import palaver.sim.SimulationFailure;
import palaver.sim.Work;
import palaver.trust.crypto.Crypto;
import palaver.trust.group.Burst;
import palaver.trust.group.GroupKeys;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

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

  /// A node that counts its runs from the same number would seal under the nonces of the run
  /// before.
  @Test
  void aRepeatedNonceIsFound() {
    Safety safety = new Safety(false);
    Crypto crypto =
        new MeteredCrypto(
            new ModelCrypto(), new Work(), (key, nonce) -> safety.onSealed(0, key, nonce));
    Term term = new Term(1, 1, new NodeId(1), 1);
    Burst burst = new Burst(new NodeId(2), 1, new LeaseId(term, 1));
    KeyId id = new KeyId(term, 1);
    for (int run = 0; run < 2; run++) {
      GroupKeys keys = new GroupKeys(crypto);
      keys.put(0, id, Bytes.of(new byte[GroupKeys.KEY_BYTES]));
      assertThat(keys.seal(id, burst, 0, new byte[64], 0, 8, 8, 16)).isTrue();
    }
    assertThat(safety.violations()).isEqualTo(1);
  }

  /// In a whole venue the windows against replay shut such a node out before it can talk.
  @Test
  void aRunWithTheNumberOfTheOneBeforeIsFound() {
    assertThat(isFoundBy(Defect.REPEATED_BOOT, "it did not come to this")).isTrue();
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
    Check swings =
        safety.checks().stream()
            .filter(check -> check.name().equals("h tree-swings"))
            .findFirst()
            .orElseThrow();
    assertThat(swings.violations()).isPositive();
    assertThat(safety.violations()).isEqualTo(swings.violations());
  }
}
