// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import org.jspecify.annotations.Nullable;

/// A simulated run went wrong; the message says how to see it again.
public final class SimulationFailure extends AssertionError {
  private final long seed;

  SimulationFailure(long seed, long atNs, long step, String what, @Nullable Throwable cause) {
    super(
        what
            + "\n  seed "
            + seed
            + ", step "
            + step
            + ", at "
            + atNs / 1_000
            + " us of virtual time\n  replay: run the same test with -D"
            + Scenarios.SEED_PROPERTY
            + "="
            + seed,
        cause);
    this.seed = seed;
  }

  /// The seed that shows it again.
  public long seed() {
    return seed;
  }
}
