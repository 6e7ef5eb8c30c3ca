// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// Mistakes that simulations switch on to see that they are found. A production node has none.
public enum Defect {
  /// The leader grants a request at once although a lease runs.
  DOUBLE_GRANT,
  /// A leader goes on although it hears a greater term.
  MISSED_STEP_DOWN,
  /// Frames that came before are played again.
  UNCHECKED_REPLAY,
  /// The tree is built anew each second, in another order.
  OSCILLATING_REBALANCE,
  /// A node that slept goes on with the lease and the role from before.
  WOKEN_CLOCK,
  /// A restarted node counts its runs from the same number.
  REPEATED_BOOT
}
