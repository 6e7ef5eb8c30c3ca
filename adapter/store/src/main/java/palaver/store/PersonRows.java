// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// Finds what is stored about one person, and who is stored at all.
final class PersonRows {

  /// What a person gets to see, by table. Who reported them, and what moderators noted about it, is
  /// about those others too and is not among it.
  private static final Map<String, String> EXPORT = export();

  private PersonRows() {}

  private static Map<String, String> export() {
    Map<String, String> queries = new LinkedHashMap<>();
    presence(queries);
    moderation(queries);
    return queries;
  }

  /// Who they are, when they were there, and what they wrote.
  private static void presence(Map<String, String> queries) {
    queries.put("users", "SELECT * FROM users WHERE user_id = :user");
    queries.put(
        "accounts", "SELECT user_id, created_at, disabled_at FROM accounts WHERE user_id = :user");
    queries.put(
        "account_sessions",
        "SELECT created_at, expires_at FROM account_sessions WHERE user_id = :user ORDER BY created_at");
    queries.put(
        "voice_sessions",
        """
        SELECT s.session_id, s.world, s.room_id, s.user_id, s.username, s.joined_at, s.left_at,
          s.duration_seconds, s.speaking_seconds, s.end_reason, m.quality, m.latency_ms,
          m.jitter_ms, m.packet_loss
        FROM voice_sessions s LEFT JOIN call_metrics m ON m.session_id = s.session_id
        WHERE s.user_id = :user ORDER BY s.joined_at
        """);
    queries.put(
        "chat_messages",
        """
        SELECT message_id, world, room_id, username, text, created_at, removed_at
        FROM chat_messages WHERE user_id = :user ORDER BY id
        """);
    queries.put(
        "usage_users",
        """
        SELECT period, world, username, sessions, total_seconds, speaking_seconds
        FROM usage_users WHERE user_id = :user ORDER BY period, world
        """);
  }

  /// What moderators did with them, and they as moderators or by reports with others.
  private static void moderation(Map<String, String> queries) {
    queries.put(
        "admin_actions_on_them",
        """
        SELECT action_type, target_username, world, room_id, reason, created_at, ends_at
        FROM admin_actions WHERE target_user_id = :user ORDER BY id
        """);
    queries.put(
        "admin_actions_by_them",
        """
        SELECT action_type, admin_username, world, room_id, reason, created_at, ends_at
        FROM admin_actions WHERE admin_user_id = :user ORDER BY id
        """);
    queries.put(
        "sanctions",
        """
        SELECT kind, world, room_id, username, reason, created_at, ends_at, lifted_at
        FROM sanctions WHERE user_id = :user ORDER BY created_at
        """);
    queries.put(
        "sanctions_not_on_them",
        """
        SELECT s.kind, s.world, s.room_id, s.created_at, s.ends_at
        FROM sanction_exempt e JOIN sanctions s ON s.sanction_id = e.sanction_id
        WHERE e.user_id = :user ORDER BY s.created_at
        """);
    queries.put(
        "reports_by_them",
        """
        SELECT world, room_id, reason, filed_at, state, resolved_at
        FROM reports WHERE reporter_user_id = :user ORDER BY filed_at
        """);
    queries.put(
        "reports_on_them",
        """
        SELECT world, room_id, reported_username, filed_at, state, resolved_at
        FROM reports WHERE reported_user_id = :user ORDER BY filed_at
        """);
    queries.put(
        "audit_log",
        """
        SELECT at, action, world, room_id,
          CASE WHEN actor = :user THEN 'actor' ELSE 'target' END AS their_part
        FROM audit_log WHERE actor = :user OR target = :user ORDER BY at
        """);
  }

  static Map<String, List<Map<String, @Nullable Object>>> export(Handle handle, String userId) {
    Map<String, List<Map<String, @Nullable Object>>> tables = new LinkedHashMap<>();
    EXPORT.forEach((table, query) -> {
      ResultIterable<Map<String, Object>> rows =
          handle.createQuery(query).bind("user", userId).mapToMap();
      List<Map<String, @Nullable Object>> found = rows.map(PersonRows::row).list();
      if (!found.isEmpty()) {
        tables.put(table, found);
      }
    });
    return tables;
  }

  private static Map<String, @Nullable Object> row(Map<String, Object> columns) {
    return new LinkedHashMap<>(columns);
  }

  /// Every id of a person that is stored anywhere.
  static List<String> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM users
            UNION SELECT user_id FROM voice_sessions
            UNION SELECT user_id FROM usage_users
            UNION SELECT target_user_id FROM admin_actions
            UNION SELECT admin_user_id FROM admin_actions
            UNION SELECT user_id FROM sanctions WHERE user_id IS NOT NULL
            UNION SELECT user_id FROM sanction_exempt
            UNION SELECT admin_user_id FROM sanctions
            UNION SELECT reporter_user_id FROM reports
            UNION SELECT reported_user_id FROM reports
            UNION SELECT taken_by FROM reports WHERE taken_by IS NOT NULL
            UNION SELECT admin_user_id FROM report_notes
            UNION SELECT user_id FROM chat_messages
            UNION SELECT removed_by FROM chat_messages WHERE removed_by IS NOT NULL
            UNION SELECT actor FROM audit_log WHERE actor IS NOT NULL
            UNION SELECT target FROM audit_log WHERE target IS NOT NULL
            """)
        .mapTo(String.class)
        .list();
  }
}
