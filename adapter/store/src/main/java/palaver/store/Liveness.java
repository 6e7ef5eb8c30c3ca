// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;

/// Knows when the server last ran and what its sessions had reached, so that those cut off by a
/// crash get an honest end.
///
/// One row for the whole server: its time is kept at every join and at every checkpoint, the
/// sessions' figures at checkpoints only.
final class Liveness {

  /// How long a session may stay open that no room of this server knows.
  private static final Duration ABANDONED_AFTER = Duration.ofHours(2);

  /// A session cannot have gone on longer behind its last checkpoint.
  private static final Duration BEHIND_CHECKPOINT_MAX = Duration.ofSeconds(30);

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

  /// Keeps the time and what the sessions have reached while one is open; an idle server leaves the
  /// disk alone. Answers the rows written.
  static int checkpoint(Handle handle, Instant now, Checkpoint checkpoint) {
    if (checkpoint.isEmpty() && !anyOpen(handle)) {
      return 0;
    }
    return handle
        .createUpdate(
            """
            INSERT INTO liveness (id, seen_at, taken_at, sessions) VALUES (1, :now, :now, :sessions)
            ON CONFLICT(id) DO UPDATE SET seen_at = excluded.seen_at,
              taken_at = excluded.taken_at, sessions = excluded.sessions
            """)
        .bind("now", Timestamps.text(now))
        .bind("sessions", checkpoint.text())
        .execute();
  }

  private static boolean anyOpen(Handle handle) {
    return handle
        .createQuery("SELECT EXISTS (SELECT 1 FROM voice_sessions WHERE left_at IS NULL)")
        .mapTo(Boolean.class)
        .one();
  }

  /// Ends the sessions that have been open for two hours and that no room knows: somebody reported
  /// their start and never their end. Answers how many there were.
  static int closeAbandoned(Handle handle, Instant now, Checkpoint live) {
    List<Orphan> old =
        open(handle, Timestamps.text(now.minus(ABANDONED_AFTER))).stream()
            .filter(orphan -> live.of(orphan.session()) == null)
            .toList();
    for (Orphan orphan : old) {
      Instant leftAt = orphan.joinedAt().plus(ABANDONED_AFTER);
      end(
          handle,
          orphan,
          new SessionEnd(leftAt, ABANDONED_AFTER.toSeconds(), 0, EndReason.ABANDONED));
    }
    closeCalls(handle, old);
    return old.size();
  }

  /// Ends the sessions that a crash left open: those of the last checkpoint with what they had
  /// reached, younger ones at the last time the server was known to run, or when they began if that
  /// is later. Answers how many there were.
  static int recover(Handle handle) {
    Seen seen =
        handle
            .createQuery("SELECT seen_at, taken_at, sessions FROM liveness")
            .map((row, _) -> new Seen(row.getString(1), row.getString(2), row.getString(3)))
            .findOne()
            .orElse(new Seen(null, null, null));
    Checkpoint checkpoint = Checkpoint.parse(seen.sessions());
    List<Orphan> orphans = open(handle, "9");
    for (Orphan orphan : orphans) {
      Checkpoint.Reached reached = checkpoint.of(orphan.session());
      end(handle, orphan, reached == null ? seen.end(orphan) : seen.end(orphan, reached));
    }
    closeCalls(handle, orphans);
    return orphans.size();
  }

  private static void end(Handle handle, Orphan orphan, SessionEnd end) {
    SessionRows.end(handle, orphan.session(), end);
  }

  private static void closeCalls(Handle handle, List<Orphan> ended) {
    Set<RoomKey> rooms = new LinkedHashSet<>();
    ended.forEach(orphan -> rooms.add(orphan.room()));
    rooms.forEach(room -> Calls.closeIfEmpty(handle, room));
  }

  private static List<Orphan> open(Handle handle, String joinedBefore) {
    return handle
        .createQuery(
            """
            SELECT session_id, world, room_id, joined_at FROM voice_sessions
            WHERE left_at IS NULL AND joined_at < :before ORDER BY joined_at
            """)
        .bind("before", joinedBefore)
        .map((row, _) ->
            new Orphan(
                new SessionId(row.getString(1)),
                new RoomKey(row.getString(2), row.getString(3)),
                Timestamps.parse(row.getString(4)).orElse(Instant.EPOCH)))
        .list();
  }

  private record Orphan(SessionId session, RoomKey room, Instant joinedAt) {}

  /// The row of `liveness`.
  private record Seen(
      @Nullable String seenAt, @Nullable String takenAt, @Nullable String sessions) {

    SessionEnd end(Orphan orphan) {
      Instant leftAt =
          Timestamps.parse(seenAt).filter(orphan.joinedAt()::isBefore).orElse(orphan.joinedAt());
      long seconds = Duration.between(orphan.joinedAt(), leftAt).toSeconds();
      return new SessionEnd(leftAt, seconds, 0, EndReason.CRASH);
    }

    /// The monotonic clock measured what was reached, so that a wall clock that jumped changes
    /// nothing.
    SessionEnd end(Orphan orphan, Checkpoint.Reached reached) {
      Duration lasted = reached.duration().plus(behindCheckpoint());
      return new SessionEnd(
          orphan.joinedAt().plus(lasted),
          lasted.toSeconds(),
          reached.speaking().plusMillis(500).toSeconds(),
          EndReason.CRASH);
    }

    private Duration behindCheckpoint() {
      Optional<Instant> seen = Timestamps.parse(seenAt);
      Optional<Instant> taken = Timestamps.parse(takenAt);
      if (seen.isEmpty() || taken.isEmpty() || seen.get().isBefore(taken.get())) {
        return Duration.ZERO;
      }
      Duration behind = Duration.between(taken.get(), seen.get());
      return behind.compareTo(BEHIND_CHECKPOINT_MAX) > 0 ? Duration.ZERO : behind;
    }
  }
}
