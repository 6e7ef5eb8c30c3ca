// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rtc.ConnectionQuality;

/// What the [AlertRules] are told.
public sealed interface AlertFact {

  /// A session began.
  record SessionShown(SessionId session, RoomKey room) implements AlertFact {}

  /// A session ended.
  record SessionEnded(SessionId session, RoomKey room, EndReason reason) implements AlertFact {}

  /// How well a session's media travelled, summed up since its connection began; told every 5 s.
  record QualityMeasured(SessionId session, ConnectionQuality quality) implements AlertFact {}

  /// A defect closed the connection of one session.
  record PeerFailed(RoomKey room) implements AlertFact {}

  /// A media thread began anew: its rooms ended.
  record MediaRestarted(int mediaThread) implements AlertFact {}

  /// A call or a command failed by a defect or for want of a part that it needs.
  record ServerFailed() implements AlertFact {}

  /// A person reported another.
  record ReportFiled(RoomKey room, String reportId) implements AlertFact {}

  /// The store as it is now; told every few seconds.
  ///
  /// @param writable whether it takes a write
  /// @param waiting writes in memory that failed and wait for their next try
  /// @param lost writes that found no place to wait, since the start
  record StoreMeasured(boolean writable, int waiting, long lost) implements AlertFact {}
}
