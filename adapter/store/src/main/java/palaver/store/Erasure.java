// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Takes one person out of every table, as far as the rows are from before a moment: whoever comes
/// back later is somebody new.
///
/// Rows that others are counted by stay, under a pseudonym that nothing else knows, so that sums
/// and counts of people stay true. What somebody wrote, and what was written about them, goes.
final class Erasure {

  /// What holds now: erasing it would let everybody back in who asks for it.
  private static final String OVER = "(lifted_at IS NOT NULL OR ends_at <= :now)";

  private static final List<String> STATEMENTS =
      List.of(
          """
          UPDATE voice_sessions SET user_id = :pseudonym, username = NULL
          WHERE user_id = :user AND joined_at <= :before
          """,
          """
          UPDATE admin_actions SET target_user_id = :pseudonym, target_username = NULL, reason = NULL
          WHERE target_user_id = :user AND created_at <= :before
          """,
          """
          UPDATE admin_actions SET admin_user_id = :pseudonym, admin_username = NULL
          WHERE admin_user_id = :user AND created_at <= :before
          """,
          """
          UPDATE sanctions SET username = NULL
          WHERE user_id = :user AND created_at <= :before AND username IS NOT NULL
          """,
          """
          UPDATE sanctions SET user_id = :pseudonym, reason = '', network_mark = NULL
          WHERE user_id = :user AND created_at <= :before AND
          """
              + OVER,
          "DELETE FROM sanction_exempt WHERE user_id = :user",
          """
          UPDATE sanctions SET admin_user_id = :pseudonym
          WHERE admin_user_id = :user AND created_at <= :before
          """,
          """
          UPDATE report_notes SET text = '' WHERE report_id IN (SELECT report_id FROM reports
            WHERE (reporter_user_id = :user OR reported_user_id = :user) AND filed_at <= :before)
          """,
          """
          UPDATE report_notes SET admin_user_id = :pseudonym
          WHERE admin_user_id = :user AND created_at <= :before
          """,
          """
          UPDATE reports SET reporter_user_id = :pseudonym, reason = ''
          WHERE reporter_user_id = :user AND filed_at <= :before
          """,
          """
          UPDATE reports SET reported_user_id = :pseudonym, reported_username = NULL, reason = ''
          WHERE reported_user_id = :user AND filed_at <= :before
          """,
          """
          UPDATE reports SET taken_by = :pseudonym WHERE taken_by = :user AND filed_at <= :before
          """,
          """
          UPDATE chat_messages SET user_id = :pseudonym, username = NULL, text = '',
            removed_at = COALESCE(removed_at, :now)
          WHERE user_id = :user AND created_at <= :before
          """,
          """
          UPDATE chat_messages SET removed_by = :pseudonym
          WHERE removed_by = :user AND created_at <= :before
          """,
          """
          UPDATE usage_users SET user_id = :pseudonym, username = NULL
          WHERE user_id = :user
            AND CASE WHEN length(period) = 9 THEN substr(period, 1, 7) <= :month
              ELSE period <= :day END
          """,
          "DELETE FROM users WHERE user_id = :user AND last_seen_at <= :before");

  private final Handle handle;
  private final String userId;
  private final Instant before;

  Erasure(Handle handle, String userId, Instant before) {
    this.handle = handle;
    this.userId = userId;
    this.before = before;
  }

  /// Does it, and answers how many rows told of the person.
  ///
  /// @param pseudonym of nobody else
  int run(Instant now, String pseudonym) {
    List<LocalDate> recent = recentDays();
    int rows = AuditRows.erase(handle, userId, before);
    for (String statement : STATEMENTS) {
      try (Update update = handle.createUpdate(statement)) {
        rows += update.bindMap(bindings(now, pseudonym, statement)).execute();
      }
    }
    recent.forEach(
        day -> UsageRollup.stale(handle, Timestamps.startOf(day), Timestamps.startOf(day)));
    return rows;
  }

  private Map<String, Object> bindings(Instant now, String pseudonym, String statement) {
    LocalDate day = day(before);
    Map<String, Object> all = new HashMap<>();
    all.put("user", userId);
    all.put("pseudonym", pseudonym);
    all.put("before", Timestamps.text(before));
    all.put("now", Timestamps.text(now));
    all.put("day", day.toString());
    all.put("month", YearMonth.from(day).toString());
    all.keySet().removeIf(name -> !statement.contains(":" + name));
    return all;
  }

  /// The days of the month of the erasure, and after it, on which the person was there: the sums of
  /// those are made anew, as some may be on their way from rows that named them, and a sum of a
  /// month may hold days from before and after.
  private List<LocalDate> recentDays() {
    LocalDate first = day(before).withDayOfMonth(1);
    return handle
        .createQuery(
            """
            SELECT DISTINCT substr(joined_at, 1, 10) FROM voice_sessions
            WHERE user_id = :user AND joined_at >= :from
              AND EXISTS (SELECT 1 FROM voice_sessions o WHERE o.user_id = :user
                AND o.joined_at <= :before)
            """)
        .bind("user", userId)
        .bind("from", Timestamps.text(Timestamps.startOf(first)))
        .bind("before", Timestamps.text(before))
        .mapTo(String.class)
        .map(LocalDate::parse)
        .list();
  }

  private static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
