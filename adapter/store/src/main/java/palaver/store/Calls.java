// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import palaver.base.RoomKey;

/// The table `calls`: written when the last session of a room ends.
final class Calls {

  /// Whether somebody is in a room. Asked at every end, so it must not go through the past.
  static final String IS_OPEN =
      """
      SELECT EXISTS (SELECT 1 FROM voice_sessions
        WHERE world = :world AND room_id = :room AND left_at IS NULL)
      """;

  private Calls() {}

  /// Writes the call of `room` that has just ended, if nobody is in the room any more. When a clock
  /// that jumped tore holes between its sessions there may be several, or none.
  static void closeIfEmpty(Handle handle, RoomKey room) {
    if (isOpen(handle, room)) {
      return;
    }
    for (Call call : Call.of(sessionsSinceLastCall(handle, room))) {
      insert(handle, room, call);
    }
  }

  private static boolean isOpen(Handle handle, RoomKey room) {
    return handle
        .createQuery(IS_OPEN)
        .bind("world", room.world())
        .bind("room", room.roomId())
        .mapTo(Boolean.class)
        .one();
  }

  private static List<Call.Span> sessionsSinceLastCall(Handle handle, RoomKey room) {
    return handle
        .createQuery(
            """
            SELECT joined_at, left_at FROM voice_sessions
            WHERE world = :world AND room_id = :room AND left_at IS NOT NULL
              AND joined_at > COALESCE((SELECT max(ended_at) FROM calls
                WHERE world = :world AND room_id = :room), '')
            ORDER BY joined_at
            """)
        .bind("world", room.world())
        .bind("room", room.roomId())
        .map((row, _) ->
            new Call.Span(
                Timestamps.parse(row.getString(1)).orElse(Instant.EPOCH),
                Timestamps.parse(row.getString(2)).orElse(Instant.EPOCH)))
        .list();
  }

  static void insert(Handle handle, RoomKey room, Call call) {
    handle
        .createUpdate(
            """
            INSERT INTO calls (world, room_id, started_at, ended_at, duration_seconds,
              max_participants, sessions)
            VALUES (:world, :room, :started, :ended, :duration, :max, :sessions)
            """)
        .bind("world", room.world())
        .bind("room", room.roomId())
        .bind("started", Timestamps.text(call.startedAt()))
        .bind("ended", Timestamps.text(call.endedAt()))
        .bind("duration", Duration.between(call.startedAt(), call.endedAt()).toSeconds())
        .bind("max", call.participantsPeak())
        .bind("sessions", call.sessions())
        .execute();
  }
}
