// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.function.Consumer;

/// Runs one scenario with several seeds, each of them twice.
public final class Scenarios {

  /// The system property that limits a run to one seed.
  public static final String SEED_PROPERTY = "palaver.sim.seed";

  private Scenarios() {}

  /// Runs `scenario` with the seeds 1 to `seeds`, or only with the one that `palaver.sim.seed`
  /// names. Each seed runs twice and must leave the same trace.
  public static void check(int seeds, Consumer<Simulation> scenario) {
    Long only = Long.getLong(SEED_PROPERTY);
    if (only != null) {
      checkSeed(only, scenario);
      return;
    }
    for (long seed = 1; seed <= seeds; seed++) {
      checkSeed(seed, scenario);
    }
  }

  /// Runs `scenario` twice with one seed.
  public static void checkSeed(long seed, Consumer<Simulation> scenario) {
    Simulation first = run(seed, scenario);
    Simulation second = run(seed, scenario);
    if (first.traceHash() != second.traceHash()) {
      throw second.failure("two runs of one seed differ: something is not deterministic", null);
    }
  }

  /// Runs `scenario` once; whatever it throws comes out with the seed in its message.
  public static Simulation run(long seed, Consumer<Simulation> scenario) {
    Simulation simulation = new Simulation(seed);
    try {
      scenario.accept(simulation);
      return simulation;
    } catch (SimulationFailure e) {
      throw e;
    } catch (AssertionError | RuntimeException e) {
      throw simulation.failure(String.valueOf(e.getMessage()), e);
    }
  }
}
