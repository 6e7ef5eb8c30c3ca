// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;

/// Knows when the server last ran, so that sessions cut off by a crash get an honest end.
///
/// One time for the whole server is enough: a session whose row is open was alive when it was
/// written.
final class Liveness {

  private Liveness() {}

  /// Keeps the time: a real write, whatever else is going on.
  static int note(Handle handle, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO liveness (id, seen_at) VALUES (1, :now)
            ON CONFLICT(id) DO UPDATE SET seen_at = excluded.seen_at
            """)
        .bind("now", Timestamps.text(now))
        .execute();
  }

  /// Keeps the time while somebody is in a room; an idle server leaves the disk alone.
  static int noteWhenOpen(Handle handle, Instant now) {
    boolean open =
        handle
            .createQuery("SELECT EXISTS (SELECT 1 FROM voice_sessions WHERE left_at IS NULL)")
            .mapTo(Boolean.class)
            .one();
    return open ? note(handle, now) : 0;
  }

  /// Ends the sessions that a crash left open, at the last time the server was known to run, or
  /// when they began if that is later. Answers how many there were.
  static int recover(Handle handle) {
    Optional<Instant> seenAt =
        handle
            .createQuery("SELECT seen_at FROM liveness")
            .mapTo(String.class)
            .findOne()
            .flatMap(Timestamps::parse);
    List<Orphan> orphans =
        handle
            .createQuery("SELECT session_id, joined_at FROM voice_sessions WHERE left_at IS NULL")
            .map((row, _) -> new Orphan(row.getString(1), row.getString(2)))
            .list();
    for (Orphan orphan : orphans) {
      Instant joinedAt = Timestamps.parse(orphan.joinedAt()).orElse(Instant.EPOCH);
      Instant leftAt = seenAt.filter(joinedAt::isBefore).orElse(joinedAt);
      long seconds = Duration.between(joinedAt, leftAt).toSeconds();
      SessionRows.end(
          handle, orphan.session(), new SessionEnd(leftAt, seconds, 0, EndReason.CRASH));
    }
    return orphans.size();
  }

  private record Orphan(String session, String joinedAt) {}
}
