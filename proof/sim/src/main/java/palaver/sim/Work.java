// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

/// Where models of costly parts (a signature, a key agreement) report the time of the real ones.
public final class Work {
  private long spentNs;

  /// Reports that a part of the running input took `costNs`.
  public void spend(long costNs) {
    spentNs += costNs;
  }

  /// What was reported since the last call.
  long takeNs() {
    long taken = spentNs;
    spentNs = 0;
    return taken;
  }
}
