// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The kinds of rows that tell of people, and how they go. Sums by hour and day and the list of
/// calls tell of nobody and stay.
///
/// The last statement of each says how many rows went; it is repeated until it says 0.
public enum RetainedRows {
  /// Finished sessions, each with its figures.
  SESSIONS(
      "sessions",
      365,
      """
      DELETE FROM call_metrics WHERE session_id IN (SELECT session_id FROM voice_sessions
        WHERE joined_at < :before AND left_at IS NOT NULL ORDER BY joined_at, id LIMIT :rows)
      """,
      """
      DELETE FROM voice_sessions WHERE id IN (SELECT id FROM voice_sessions
        WHERE joined_at < :before AND left_at IS NOT NULL ORDER BY joined_at, id LIMIT :rows)
      """),

  /// What each person used, by day, third of a month and month.
  USAGE(
      "usage",
      365,
      """
      DELETE FROM usage_users WHERE period = (SELECT min(period) FROM usage_users
        WHERE period < substr(:before, 1, 10))
      """),

  /// Text messages, removed ones too.
  CHAT(
      "chat",
      30,
      """
      DELETE FROM chat_messages WHERE id IN (SELECT id FROM chat_messages
        WHERE created_at < :before ORDER BY created_at LIMIT :rows)
      """),

  /// What moderators did.
  ACTIONS(
      "actions",
      730,
      """
      DELETE FROM admin_actions WHERE id IN (SELECT id FROM admin_actions
        WHERE created_at < :before ORDER BY created_at LIMIT :rows)
      """),

  /// Sanctions that hold no longer, from their end.
  SANCTIONS(
      "sanctions",
      365,
      """
      DELETE FROM sanctions WHERE sanction_id IN (SELECT sanction_id FROM sanctions
        WHERE COALESCE(lifted_at, ends_at) < :before LIMIT :rows)
      """),

  /// Reports with their notes, from when they were resolved.
  REPORTS(
      "reports",
      365,
      """
      DELETE FROM reports WHERE report_id IN (SELECT report_id FROM reports
        WHERE resolved_at < :before LIMIT :rows)
      """),

  /// Names and notes in the audit log. Its entries stay.
  AUDIT(
      "audit",
      730,
      """
      UPDATE audit_log SET actor = NULL, actor_salt = NULL, target = NULL, target_salt = NULL,
        note = NULL, note_salt = NULL
      WHERE at < :before AND (actor_salt IS NOT NULL OR target_salt IS NOT NULL
        OR note_salt IS NOT NULL)
      """),

  /// People without an account who were not seen since.
  PEOPLE(
      "people",
      365,
      """
      DELETE FROM users WHERE user_id IN (SELECT u.user_id FROM users u
        WHERE u.last_seen_at < :before
          AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.user_id = u.user_id)
          AND NOT EXISTS (SELECT 1 FROM sanctions s WHERE s.user_id = u.user_id
            AND s.lifted_at IS NULL AND (s.ends_at IS NULL OR s.ends_at > :now))
        LIMIT :rows)
      """);

  private static final String END = ";";

  private final String id;
  private final int daysByDefault;

  /// With [#END] after each but the last.
  private final String statements;

  RetainedRows(String id, int daysByDefault, String... statements) {
    this.id = id;
    this.daysByDefault = daysByDefault;
    this.statements = String.join(END, statements);
  }

  /// As on a command line.
  public String id() {
    return id;
  }

  public int daysByDefault() {
    return daysByDefault;
  }

  List<String> statements() {
    return List.of(statements.split(END, -1));
  }

  static RetainedRows of(String id) {
    return Arrays.stream(values())
        .filter(rows -> rows.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                id
                    + " is none of: "
                    + Arrays.stream(values())
                        .map(RetainedRows::id)
                        .collect(Collectors.joining(" "))));
  }
}
