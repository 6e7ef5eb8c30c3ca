// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// Reports on what moderators did, from `admin_actions` and `reports`.
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class ModerationReports {

  private static final String WITHIN =
      " created_at >= :from AND created_at < :behind AND (:all OR world = :scope)";

  private ModerationReports() {}

  static ReportTable run(Handle handle, ReportKind kind, ReportQuery query) {
    return switch (kind) {
      case ACTIONS ->
          Reports.table(
              Reports.scoped(
                  handle,
                  "SELECT action_type, count(*) AS actions, count(DISTINCT target_user_id) AS users,"
                      + " count(DISTINCT admin_user_id) AS moderators,"
                      + " CAST(count(*) AS DOUBLE PRECISION) / (SELECT count(*) FROM admin_actions"
                      + " WHERE"
                      + WITHIN
                      + ") AS share FROM admin_actions WHERE"
                      + WITHIN
                      + " GROUP BY action_type ORDER BY actions DESC, action_type",
                  query),
              List.of("action_type", "actions", "share", "users", "moderators"));
      case ACTION_DAYS ->
          Reports.table(
              Reports.scoped(
                  handle,
                  "SELECT substr(created_at, 1, 10) AS day, action_type, count(*) AS actions"
                      + " FROM admin_actions WHERE"
                      + WITHIN
                      + " GROUP BY substr(created_at, 1, 10), action_type ORDER BY 1, 2",
                  query),
              List.of("day", "action_type", "actions"));
      case MODERATED_USERS ->
          Reports.table(
              Reports.scoped(
                  handle,
                  "SELECT target_user_id AS user_id, max(target_username) AS username,"
                      + " count(*) AS actions, "
                      + count("mute", "mutes")
                      + ", "
                      + count("kick", "kicks")
                      + ", "
                      + count("ban", "bans")
                      + ", "
                      + count("warn", "warnings")
                      + " FROM admin_actions WHERE"
                      + WITHIN
                      + " GROUP BY target_user_id ORDER BY actions DESC, user_id LIMIT :limit",
                  query),
              List.of("user_id", "username", "actions", "mutes", "kicks", "bans", "warnings"));
      case RESPONSE_TIMES -> responseTimes(handle, query);
      default -> throw new IllegalArgumentException(kind + " is no report on moderation");
    };
  }

  private static String count(String action, String as) {
    return "sum(CASE WHEN action_type = '" + action + "' THEN 1 ELSE 0 END) AS " + as;
  }

  private static ReportTable responseTimes(Handle handle, ReportQuery query) {
    List<Long> seconds = new ArrayList<>();
    long[] open = {0};
    Reports.scoped(
            handle,
            "SELECT filed_at, resolved_at FROM reports WHERE filed_at >= :from"
                + " AND filed_at < :behind AND (:all OR world = :scope)",
            query)
        .map((row, _) -> new Filed(row.getString(1), row.getString(2)))
        .forEach(filed -> {
          if (filed.resolvedAt() == null) {
            open[0]++;
          } else {
            seconds.add(filed.seconds());
          }
        });
    Collections.sort(seconds);
    List<@Nullable Object> row = new ArrayList<>();
    row.add((long) seconds.size() + open[0]);
    row.add((long) seconds.size());
    row.add(open[0]);
    row.add(quantile(seconds, 0.5));
    row.add(quantile(seconds, 0.9));
    row.add(seconds.isEmpty() ? null : seconds.getLast());
    return new ReportTable(
        List.of(
            "reports",
            "resolved",
            "unresolved",
            "median_seconds",
            "p90_seconds",
            "longest_seconds"),
        List.of(row));
  }

  private static @Nullable Long quantile(List<Long> sorted, double share) {
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private record Filed(String filedAt, @Nullable String resolvedAt) {
    long seconds() {
      Instant from = Timestamps.parse(filedAt).orElse(Instant.EPOCH);
      return Math.max(
          0, Duration.between(from, Timestamps.parse(resolvedAt).orElse(from)).toSeconds());
    }
  }
}
