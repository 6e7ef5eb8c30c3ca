// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;

/// Rows of `voice_sessions` as values, and back.
final class SessionRows {

  private SessionRows() {}

  /// Ends the row of a session and keeps what was measured of it; false, and nothing changes, when
  /// it is unknown or has ended.
  static boolean end(Handle handle, SessionId session, SessionEnd end) {
    boolean ended = update(handle, session.value(), end);
    if (ended) {
      CallMetrics.insert(handle, session.value(), end);
      find(handle, session.value())
          .ifPresent(row -> UsageRollup.stale(handle, row.joinedAt(), end.leftAt()));
    }
    return ended;
  }

  /// Ends the row of a session, and the call that ends with it.
  static boolean endWithCall(Handle handle, SessionId session, SessionEnd end) {
    boolean ended = end(handle, session, end);
    if (ended) {
      find(handle, session.value()).ifPresent(row -> Calls.closeIfEmpty(handle, row.room()));
    }
    return ended;
  }

  private static boolean update(Handle handle, String session, SessionEnd end) {
    EndReason reason = end.reason();
    return handle
            .createUpdate(
                """
                UPDATE voice_sessions
                SET left_at = :left, duration_seconds = :duration, speaking_seconds = :speaking,
                    end_reason = :reason
                WHERE session_id = :session AND left_at IS NULL
                """)
            .bind("left", Timestamps.text(end.leftAt()))
            .bind("duration", end.durationSeconds())
            .bind("speaking", end.speakingSeconds())
            .bind("reason", reason == null ? null : reason.wireName())
            .bind("session", session)
            .execute()
        == 1;
  }

  static Optional<SessionRecord> find(Handle handle, String session) {
    return handle
        .createQuery("SELECT * FROM voice_sessions WHERE session_id = :session")
        .bind("session", session)
        .map((row, _) -> record(row))
        .findOne();
  }

  static SessionRecord record(ResultSet row) throws SQLException {
    return new SessionRecord(
        new SessionId(row.getString("session_id")),
        new RoomKey(row.getString("world"), row.getString("room_id")),
        row.getString("user_id"),
        row.getString("username"),
        Timestamps.parse(row.getString("joined_at")).orElse(Instant.EPOCH),
        endOf(row));
  }

  private static @Nullable SessionEnd endOf(ResultSet row) throws SQLException {
    String leftAt = row.getString("left_at");
    if (leftAt == null) {
      return null;
    }
    String reason = row.getString("end_reason");
    return new SessionEnd(
        Timestamps.parse(leftAt).orElse(Instant.EPOCH),
        row.getLong("duration_seconds"),
        row.getLong("speaking_seconds"),
        Arrays.stream(EndReason.values())
            .filter(known -> known.wireName().equals(reason))
            .findFirst()
            .orElse(null));
  }
}
