// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

/// The timers of one connection.
enum PeerTimer {
  /// 15 s from the start: keys must be there.
  KEYS,
  /// 6 s after the last verified check: reconnecting.
  RECONNECTING,
  /// 30 s after the last verified check: lost.
  LOSS,
  /// The next compound report.
  REPORT
}
