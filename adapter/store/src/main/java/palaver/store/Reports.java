// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.rooms.insight.ReportKind;
import palaver.rooms.insight.ReportQuery;
import palaver.rooms.insight.ReportTable;

/// The reports as queries of the tables of sums, and of what moderators did.
// The checker does not see nullable type arguments of other modules.
@SuppressWarnings("NullAway")
final class Reports {

  private static final String USE =
      """
      sum(joins) AS sessions, sum(session_seconds) AS total_seconds,
      sum(speaking_seconds) AS speaking_seconds,
      CAST(sum(speaking_seconds) AS DOUBLE PRECISION) / NULLIF(sum(session_seconds), 0)
        AS speaking_share
      """;

  private static final String MEASURED =
      """
      sum(measured) AS measured_sessions,
      sum(latency_ms_sum) / NULLIF(sum(measured), 0) AS average_latency_ms,
      sum(jitter_ms_sum) / NULLIF(sum(measured), 0) AS average_jitter_ms,
      CAST(sum(packets_lost) AS DOUBLE PRECISION) / NULLIF(sum(packets_expected), 0)
        AS packet_loss,
      sum(excellent) AS excellent, sum(good) AS good, sum(fair) AS fair, sum(poor) AS poor
      """;

  private Reports() {}

  static ReportTable run(Handle handle, ReportKind kind, ReportQuery query) {
    return switch (kind) {
      case SUMMARY -> summary(handle, query);
      case USERS -> users(handle, query);
      case ROOMS -> rooms(handle, query);
      case CAPACITY -> capacity(handle, query);
      case PEAK_TIMES -> peakTimes(handle, query);
      case CONCURRENCY -> concurrency(handle, query);
      case TRENDS -> trends(handle, query);
      case QUALITY -> quality(handle, query);
      case ACTIONS, ACTION_DAYS, MODERATED_USERS, RESPONSE_TIMES ->
          ModerationReports.run(handle, kind, query);
      case ANOMALIES -> AnomalyReport.run(handle, query);
    };
  }

  private static ReportTable summary(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            "SELECT "
                + USE
                + ", max(peak) AS concurrent_peak, sum(short_joins) AS short_sessions, "
                + MEASURED
                + " FROM usage_days WHERE world = :scope AND room_id = ''"
                + " AND period >= :from AND period <= :to",
            query),
        List.of(
            "sessions",
            "total_seconds",
            "speaking_seconds",
            "speaking_share",
            "concurrent_peak",
            "short_sessions",
            "measured_sessions",
            "average_latency_ms",
            "average_jitter_ms",
            "packet_loss",
            "excellent",
            "good",
            "fair",
            "poor"));
  }

  private static ReportTable users(Handle handle, ReportQuery query) {
    String sql =
        """
        SELECT t.*, t.total_seconds - t.speaking_seconds AS listening_seconds,
          CAST(t.speaking_seconds AS DOUBLE PRECISION) / NULLIF(t.total_seconds, 0)
            AS speaking_share
        FROM (SELECT user_id, max(username) AS username, sum(sessions) AS total_calls, sum(total_seconds) AS total_seconds,
            sum(speaking_seconds) AS speaking_seconds
          FROM usage_users WHERE period IN (<periods>) AND (:all OR world = :scope)
          GROUP BY user_id ORDER BY 4 DESC, 1 LIMIT :limit) t
        ORDER BY t.total_seconds DESC, t.user_id
        """;
    Query prepared =
        scoped(handle, sql, query)
            .bindList("periods", UserPeriods.covering(query.from(), query.to()));
    return table(
        prepared,
        List.of(
            "user_id",
            "username",
            "total_calls",
            "total_seconds",
            "speaking_seconds",
            "listening_seconds",
            "speaking_share"));
  }

  private static ReportTable rooms(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            "SELECT u.*, c.calls, c.average_call_seconds FROM (SELECT world, room_id, "
                + USE
                + ", CAST(sum(session_seconds) AS DOUBLE PRECISION) / NULLIF(sum(joins), 0)"
                + " AS average_session_seconds, max(peak) AS max_participants"
                + " FROM usage_days WHERE room_id <> '' AND period >= :from AND period <= :to"
                + " AND (:all OR world = :scope) GROUP BY world, room_id) u"
                + " LEFT JOIN (SELECT world, room_id, count(*) AS calls,"
                + " CAST(sum(duration_seconds) AS DOUBLE PRECISION) / count(*)"
                + " AS average_call_seconds FROM calls"
                + " WHERE ended_at >= :from AND ended_at < :behind GROUP BY world, room_id) c"
                + " ON c.world = u.world AND c.room_id = u.room_id"
                + " ORDER BY u.total_seconds DESC, u.world, u.room_id LIMIT :limit",
            query),
        List.of(
            "world",
            "room_id",
            "sessions",
            "total_seconds",
            "speaking_seconds",
            "speaking_share",
            "average_session_seconds",
            "max_participants",
            "calls",
            "average_call_seconds"));
  }

  private static ReportTable capacity(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            """
            SELECT u.world, u.room_id, r.max_participants AS capacity, u.peak, u.open_seconds,
              CAST(u.occupied AS DOUBLE PRECISION) / NULLIF(u.open_seconds, 0)
                AS average_participants,
              CAST(u.occupied AS DOUBLE PRECISION)
                / NULLIF(u.open_seconds * r.max_participants, 0) AS utilization_while_open,
              CAST(u.peak AS DOUBLE PRECISION) / r.max_participants AS utilization_at_peak
            FROM (SELECT world, room_id, max(peak) AS peak, sum(occupied_seconds) AS occupied,
              sum(open_seconds) AS open_seconds FROM usage_days
              WHERE room_id <> '' AND period >= :from AND period <= :to
                AND (:all OR world = :scope) GROUP BY world, room_id) u
            LEFT JOIN rooms r ON r.world = u.world AND r.room_id = u.room_id
            ORDER BY utilization_while_open DESC, u.world, u.room_id LIMIT :limit
            """,
            query),
        List.of(
            "world",
            "room_id",
            "capacity",
            "peak",
            "open_seconds",
            "average_participants",
            "utilization_while_open",
            "utilization_at_peak"));
  }

  private static ReportTable peakTimes(Handle handle, ReportQuery query) {
    return PeakTimes.table(
        scoped(
                handle,
                "SELECT period, joins, occupied_seconds, peak FROM usage_hours"
                    + " WHERE world = :scope AND room_id = '' AND period >= :from"
                    + " AND period <= :lastHour",
                query)
            .map((row, _) ->
                new PeakTimes.Hour(row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4)))
            .list());
  }

  private static ReportTable concurrency(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            "SELECT period AS day, peak AS concurrent_peak,"
                + " CAST(occupied_seconds AS DOUBLE PRECISION) / 86400 AS average_concurrent"
                + " FROM usage_days WHERE world = :scope AND room_id = '' AND period >= :from"
                + " AND period <= :to ORDER BY period",
            query),
        List.of("day", "concurrent_peak", "average_concurrent"));
  }

  private static ReportTable trends(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            "SELECT period AS day, max(users) AS users, "
                + USE
                + ", max(peak) AS concurrent_peak, "
                + MEASURED
                + " FROM usage_days WHERE world = :scope AND room_id = ''"
                + " AND period >= :from AND period <= :to GROUP BY period ORDER BY period",
            query),
        List.of(
            "day",
            "users",
            "sessions",
            "total_seconds",
            "speaking_seconds",
            "speaking_share",
            "concurrent_peak",
            "measured_sessions",
            "average_latency_ms",
            "average_jitter_ms",
            "packet_loss",
            "excellent",
            "good",
            "fair",
            "poor"));
  }

  private static ReportTable quality(Handle handle, ReportQuery query) {
    return table(
        scoped(
            handle,
            "SELECT world, room_id, "
                + MEASURED
                + " FROM usage_days WHERE room_id <> ''"
                + " AND period >= :from AND period <= :to AND (:all OR world = :scope)"
                + " GROUP BY world, room_id"
                + " ORDER BY packet_loss DESC, world, room_id LIMIT :limit",
            query),
        List.of(
            "world",
            "room_id",
            "measured_sessions",
            "average_latency_ms",
            "average_jitter_ms",
            "packet_loss",
            "excellent",
            "good",
            "fair",
            "poor"));
  }

  /// Binds what every report may use: `scope`, `all`, `from`, `to`, `behind`, `lastHour`, `limit`.
  static Query scoped(Handle handle, String sql, ReportQuery query) {
    return handle
        .createQuery(sql)
        .bind("scope", query.world() == null ? "" : query.world())
        .bind("all", query.world() == null)
        .bind("from", query.from().toString())
        .bind("to", query.to().toString())
        .bind("behind", query.to().plusDays(1).toString())
        .bind("lastHour", query.to() + "T99")
        .bind("limit", query.limit());
  }

  static ReportTable table(Query query, List<String> columns) {
    List<List<@Nullable Object>> rows =
        query
            .map((row, _) -> {
              List<@Nullable Object> values = new ArrayList<>();
              for (String column : columns) {
                values.add(plain(row.getObject(column)));
              }
              return values;
            })
            .list();
    return new ReportTable(columns, rows);
  }

  /// The databases differ in their numbers' types; a report has whole numbers and fractions.
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double fraction -> fraction;
      case Float fraction -> fraction.doubleValue();
      case Number number -> number.longValue();
      default -> value.toString();
    };
  }
}
