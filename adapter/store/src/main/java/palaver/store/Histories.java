// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.SessionRecord;
import palaver.rooms.insight.Insight.Cursor;
import palaver.rooms.insight.Insight.Filter;
import palaver.rooms.insight.Insight.Movement;
import palaver.rooms.insight.Insight.Page;
import palaver.rooms.insight.Insight.PastCall;

/// Lists of past calls and sessions, page by page, and who came and went when.
final class Histories {

  private static final int TIMELINE_SESSIONS_MAX = 2_000;

  private Histories() {}

  static Page<PastCall> calls(Handle handle, Filter filter) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT c.*, (SELECT count(*) FROM chat_messages m WHERE m.world = c.world
              AND m.room_id = c.room_id AND m.created_at >= c.started_at
              AND m.created_at <= c.ended_at) AS messages
            FROM calls c WHERE TRUE
            """);
    restrict(sql, filter, "c.world", "c.room_id", "c.ended_at", "c.started_at", "c.id");
    if (filter.userId() != null) {
      // Calls of a room do not overlap: a session is of the first that ends after it began.
      sql.append(
          """
           AND c.id IN (SELECT (SELECT k.id FROM calls k WHERE k.world = s.world
              AND k.room_id = s.room_id AND k.ended_at >= s.joined_at
              ORDER BY k.ended_at LIMIT 1)
            FROM voice_sessions s WHERE s.user_id = :user AND s.left_at IS NOT NULL)
          """);
    }
    sql.append(" ORDER BY c.ended_at DESC, c.id DESC LIMIT :limit");
    return page(
        bound(handle, sql.toString(), filter)
            .map(
                (row, _) -> new Numbered<>(row.getString("ended_at"), row.getLong("id"), call(row)))
            .list(),
        filter.limit());
  }

  private static PastCall call(ResultSet row) throws SQLException {
    return new PastCall(
        row.getString("world"),
        row.getString("room_id"),
        Timestamps.parse(row.getString("started_at")).orElse(Instant.EPOCH),
        Timestamps.parse(row.getString("ended_at")).orElse(Instant.EPOCH),
        row.getLong("duration_seconds"),
        row.getInt("max_participants"),
        row.getLong("messages"));
  }

  static Page<SessionRecord> sessions(Handle handle, Filter filter) {
    StringBuilder sql = new StringBuilder("SELECT * FROM voice_sessions s WHERE TRUE");
    boolean ofUser = filter.userId() != null;
    // A person's sessions are found by the person: other indexes would go through everybody's.
    String world = ofUser ? "COALESCE(s.world, '')" : "s.world";
    String room = ofUser ? "COALESCE(s.room_id, '')" : "s.room_id";
    restrict(sql, filter, world, room, "s.joined_at", "s.joined_at", "s.id");
    if (ofUser) {
      sql.append(" AND s.user_id = :user");
    }
    sql.append(" ORDER BY s.joined_at DESC, s.id DESC LIMIT :limit");
    return page(
        bound(handle, sql.toString(), filter)
            .map((row, _) ->
                new Numbered<>(
                    row.getString("joined_at"), row.getLong("id"), SessionRows.record(row)))
            .list(),
        filter.limit());
  }

  /// @param until the column that must not lie before the filter's time
  /// @param since the column that must lie before its end
  private static void restrict(
      StringBuilder sql,
      Filter filter,
      String world,
      String room,
      String until,
      String since,
      String number) {
    if (filter.world() != null) {
      sql.append(" AND ").append(world).append(" = :world");
    }
    if (filter.roomId() != null) {
      sql.append(" AND ").append(room).append(" = :room");
    }
    if (filter.from() != null) {
      sql.append(" AND ").append(until).append(" >= :from");
    }
    if (filter.to() != null) {
      sql.append(" AND ").append(since).append(" < :to");
    }
    if (filter.cursor() != null) {
      sql.append(" AND (%s < :at OR (%s = :at AND %s < :id))".formatted(until, until, number));
    }
  }

  /// One more than the page is asked for, which tells whether the list goes on.
  private static Query bound(Handle handle, String sql, Filter filter) {
    Query query = handle.createQuery(sql).bind("limit", filter.limit() + 1);
    bind(query, "world", filter.world());
    bind(query, "room", filter.roomId());
    bind(query, "user", filter.userId());
    bind(query, "from", filter.from() == null ? null : Timestamps.text(filter.from()));
    bind(query, "to", filter.to() == null ? null : Timestamps.text(filter.to()));
    Cursor cursor = filter.cursor();
    if (cursor != null) {
      query.bind("at", cursor.at()).bind("id", cursor.id());
    }
    return query;
  }

  private static void bind(Query query, String name, @Nullable String value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  private record Numbered<T>(String at, long id, T entry) {}

  private static <T> Page<T> page(List<Numbered<T>> found, int limit) {
    List<T> entries = found.stream().limit(limit).map(Numbered::entry).toList();
    if (found.size() <= limit) {
      return new Page<>(entries, null);
    }
    Numbered<T> last = found.get(limit - 1);
    return new Page<>(entries, new Cursor(last.at(), last.id()));
  }

  /// Comings and goings of the sessions that overlap the filter's time, at most 2,000 sessions.
  static List<Movement> timeline(Handle handle, Filter filter) {
    List<SessionRecord> sessions =
        bound(
                handle,
                """
                SELECT * FROM voice_sessions s WHERE s.world = :world AND s.room_id = :room
                  AND s.joined_at < :to AND (s.left_at IS NULL OR s.left_at >= :from)
                ORDER BY s.joined_at LIMIT :limit
                """,
                new Filter(
                    filter.world(),
                    filter.roomId(),
                    null,
                    filter.from(),
                    filter.to(),
                    null,
                    TIMELINE_SESSIONS_MAX))
            .map((row, _) -> SessionRows.record(row))
            .list();
    return movements(sessions);
  }

  /// Who leaves at the same moment as another comes goes first.
  private static List<Movement> movements(List<SessionRecord> sessions) {
    List<Movement> all = new ArrayList<>();
    for (SessionRecord session : sessions) {
      all.add(movement(session, session.joinedAt(), true, null));
      if (session.end() != null) {
        String reason = session.end().reason() == null ? null : session.end().reason().wireName();
        all.add(movement(session, session.end().leftAt(), false, reason));
      }
    }
    all.sort((a, b) -> {
      int byTime = a.at().compareTo(b.at());
      boolean same = a.session().equals(b.session());
      return byTime != 0 || same ? byTime : Boolean.compare(a.joined(), b.joined());
    });
    Map<SessionId, Boolean> present = new LinkedHashMap<>();
    List<Movement> counted = new ArrayList<>();
    for (Movement movement : all) {
      if (movement.joined()) {
        present.put(movement.session(), true);
      } else {
        present.remove(movement.session());
      }
      counted.add(withPresent(movement, present.size()));
    }
    return counted;
  }

  private static Movement movement(
      SessionRecord session, Instant at, boolean joined, @Nullable String reason) {
    return new Movement(
        at,
        session.session(),
        session.room().world(),
        session.room().roomId(),
        session.userId(),
        session.username(),
        joined,
        0,
        reason);
  }

  private static Movement withPresent(Movement movement, int present) {
    return new Movement(
        movement.at(),
        movement.session(),
        movement.world(),
        movement.roomId(),
        movement.userId(),
        movement.username(),
        movement.joined(),
        present,
        movement.reason());
  }
}
