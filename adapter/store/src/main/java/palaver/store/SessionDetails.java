// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.insight.Insight.Quality;
import palaver.rooms.insight.Insight.SessionDetail;
import palaver.rooms.insight.ReportQuery;

/// Sessions together with what was measured of them.
final class SessionDetails {

  private static final int PORTION = 1_000;

  private static final String COLUMNS =
      """
      SELECT s.*, m.session_id AS measured, m.participants, m.quality, m.latency_ms, m.jitter_ms,
        m.packet_loss
      FROM voice_sessions s LEFT JOIN call_metrics m ON m.session_id = s.session_id
      """;

  private SessionDetails() {}

  static Optional<SessionDetail> find(Handle handle, SessionId session) {
    return handle
        .createQuery(COLUMNS + " WHERE s.session_id = :session")
        .bind("session", session.value())
        .map((row, _) -> detail(row))
        .findOne();
  }

  /// Reads portion by portion, each in a read of its own, so that a slow taker holds no reader and
  /// no snapshot of the database.
  static CompletableFuture<Long> export(
      StoreReaders readers, ReportQuery query, Consumer<List<SessionDetail>> portions) {
    Place start = new Place(Timestamps.text(Timestamps.startOf(query.from())), 0);
    return next(readers, query, portions, start, 0);
  }

  private record Place(String joinedAt, long id) {}

  private record Entry(Place place, SessionDetail detail) {}

  private static CompletableFuture<Long> next(
      StoreReaders readers,
      ReportQuery query,
      Consumer<List<SessionDetail>> portions,
      Place behind,
      long before) {
    return readers
        .submit(handle -> portion(handle, query, behind))
        .thenComposeAsync(
            entries -> {
              portions.accept(entries.stream().map(Entry::detail).toList());
              long soFar = before + entries.size();
              return entries.size() < PORTION
                  ? CompletableFuture.completedFuture(soFar)
                  : next(readers, query, portions, entries.getLast().place(), soFar);
            },
            task -> Thread.ofVirtual().name("export").start(task));
  }

  private static List<Entry> portion(Handle handle, ReportQuery query, Place behind) {
    return handle
        .createQuery(
            COLUMNS
                + """
                WHERE s.joined_at < :to AND (:all OR s.world = :world)
                  AND (s.joined_at > :at OR (s.joined_at = :at AND s.id > :id))
                ORDER BY s.joined_at, s.id LIMIT :limit
                """)
        .bind("to", Timestamps.text(Timestamps.startOf(query.to().plusDays(1))))
        .bind("all", query.world() == null)
        .bind("world", query.world() == null ? "" : query.world())
        .bind("at", behind.joinedAt())
        .bind("id", behind.id())
        .bind("limit", PORTION)
        .map((row, _) ->
            new Entry(new Place(row.getString("joined_at"), row.getLong("id")), detail(row)))
        .list();
  }

  private static SessionDetail detail(ResultSet row) throws SQLException {
    return new SessionDetail(SessionRows.record(row), quality(row));
  }

  private static @Nullable Quality quality(ResultSet row) throws SQLException {
    if (row.getString("measured") == null) {
      return null;
    }
    return new Quality(
        (Integer) row.getObject("participants"),
        row.getString("quality"),
        (Double) row.getObject("latency_ms"),
        (Double) row.getObject("jitter_ms"),
        (Double) row.getObject("packet_loss"));
  }
}
