// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// What survives a restart. A call returns when the value is safe.
@FunctionalInterface
public interface StableStore {

  /// Keeps the counter of the term that this node is about to claim.
  void termCounter(long counter);
}
