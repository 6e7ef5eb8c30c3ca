// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.rooms.alert.Alert;
import palaver.rooms.alert.AlertKind;
import palaver.rooms.alert.AlertRecords;
import palaver.rooms.alert.StoredAlert;

/// The table `alerts` behind the port that monitoring uses. An alert waits for a store in trouble:
/// it may well be about that.
final class AlertRows implements AlertRecords {

  private final StoreWriter writer;
  private final RetriedWrites retried;
  private final StoreReaders readers;

  AlertRows(StoreWriter writer, RetriedWrites retried, StoreReaders readers) {
    this.writer = writer;
    this.retried = retried;
    this.readers = readers;
  }

  @Override
  public CompletableFuture<Void> add(StoredAlert stored) {
    Alert alert = stored.alert();
    return retried
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO alerts (alert_id, kind, world, room_id, subject, text, held_back,
                        raised_at)
                    VALUES (:id, :kind, :world, :room, :subject, :text, :heldBack, :at)
                    ON CONFLICT(alert_id) DO NOTHING
                    """)
                .bind("id", stored.alertId())
                .bind("kind", alert.kind().wireName())
                .bind("world", alert.world())
                .bind("room", alert.roomId())
                .bind("subject", alert.subject())
                .bind("text", alert.text())
                .bind("heldBack", alert.heldBack())
                .bind("at", Timestamps.text(stored.raisedAt()))
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<List<Numbered>> page(
      boolean openOnly, @Nullable Long before, int limit) {
    String sql =
        "SELECT * FROM alerts WHERE 1 = 1"
            + (openOnly ? " AND acknowledged_at IS NULL" : "")
            + (before == null ? "" : " AND id < :before")
            + " ORDER BY id DESC LIMIT :limit";
    return readers.submit(handle -> {
      Query query = handle.createQuery(sql).bind("limit", limit);
      if (before != null) {
        query.bind("before", before);
      }
      return query.map((row, _) -> new Numbered(row.getLong("id"), alert(row))).list();
    });
  }

  @Override
  public CompletableFuture<Optional<StoredAlert>> acknowledge(
      String alertId, String adminUserId, Instant at) {
    return writer.submit(handle -> {
      handle
          .createUpdate(
              """
              UPDATE alerts SET acknowledged_at = :at, acknowledged_by = :admin
              WHERE alert_id = :id AND acknowledged_at IS NULL
              """)
          .bind("at", Timestamps.text(at))
          .bind("admin", adminUserId)
          .bind("id", alertId)
          .execute();
      return find(handle, alertId);
    });
  }

  private static Optional<StoredAlert> find(Handle handle, String alertId) {
    return handle
        .createQuery("SELECT * FROM alerts WHERE alert_id = :id")
        .bind("id", alertId)
        .map((row, _) -> alert(row))
        .findOne();
  }

  private static StoredAlert alert(ResultSet row) throws SQLException {
    return new StoredAlert(
        row.getString("alert_id"),
        new Alert(
            AlertKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            row.getString("world"),
            row.getString("room_id"),
            row.getString("subject"),
            row.getString("text"),
            row.getInt("held_back")),
        SanctionRows.instant(row, "raised_at"),
        Timestamps.parse(row.getString("acknowledged_at")).orElse(null),
        row.getString("acknowledged_by"));
  }
}
