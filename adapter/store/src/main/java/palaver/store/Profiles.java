// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import palaver.rooms.insight.Insight.Profile;

/// What is known of one user.
final class Profiles {

  private Profiles() {}

  static Optional<Profile> find(Handle handle, String userId) {
    return handle
        .createQuery(
            """
            SELECT u.user_id, u.username, u.role, u.created_at, u.last_seen_at,
              s.sessions, s.seconds, s.speaking, a.warnings, a.mutes, a.kicks, a.bans
            FROM users u,
              (SELECT count(*) AS sessions, COALESCE(sum(duration_seconds), 0) AS seconds,
                COALESCE(sum(speaking_seconds), 0) AS speaking
                FROM voice_sessions WHERE user_id = :user AND left_at IS NOT NULL) s,
              (SELECT COALESCE(sum(CASE WHEN action_type = 'warn' THEN 1 ELSE 0 END), 0) AS warnings,
                COALESCE(sum(CASE WHEN action_type = 'mute' THEN 1 ELSE 0 END), 0) AS mutes,
                COALESCE(sum(CASE WHEN action_type = 'kick' THEN 1 ELSE 0 END), 0) AS kicks,
                COALESCE(sum(CASE WHEN action_type = 'ban' THEN 1 ELSE 0 END), 0) AS bans
                FROM admin_actions WHERE target_user_id = :user) a
            WHERE u.user_id = :user
            """)
        .bind("user", userId)
        .map((row, _) ->
            new Profile(
                row.getString("user_id"),
                row.getString("username"),
                row.getString("role"),
                Timestamps.parse(row.getString("created_at")).orElse(Instant.EPOCH),
                Timestamps.parse(row.getString("last_seen_at")).orElse(Instant.EPOCH),
                row.getLong("sessions"),
                row.getLong("seconds"),
                row.getLong("speaking"),
                row.getLong("warnings"),
                row.getLong("mutes"),
                row.getLong("kicks"),
                row.getLong("bans")))
        .findOne();
  }
}
