// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

/// How far a version of the settings has come.
public enum RollOutStage {
  /// At the leader and at the few that come first.
  FIRST,
  /// On its way to everybody.
  ALL,
  /// Nobody failed and nobody heard worse: it stays.
  COMPLETE,
  /// What held before holds again.
  TAKEN_BACK
}
