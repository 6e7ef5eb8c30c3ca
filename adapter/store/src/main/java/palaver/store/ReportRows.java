// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.moderation.Report;
import palaver.rooms.moderation.ReportRecords;

/// The tables `reports` and `report_notes` behind the port that moderation uses.
final class ReportRows implements ReportRecords {

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final AuditLog audit;

  ReportRows(StoreWriter writer, StoreReaders readers, AuditLog audit) {
    this.writer = writer;
    this.readers = readers;
    this.audit = audit;
  }

  @Override
  public CompletableFuture<Void> file(Report report) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO reports (report_id, world, room_id, reporter_user_id,
                        reported_user_id, reported_username, reason, message_id, filed_at, state)
                    VALUES (:id, :world, :room, :reporter, :reported, :name, :reason, :message,
                        :at, :state)
                    ON CONFLICT(report_id) DO NOTHING
                    """)
                .bind("id", report.reportId())
                .bind("world", report.world())
                .bind("room", report.roomId())
                .bind("reporter", report.reporterUserId())
                .bind("reported", report.reportedUserId())
                .bind("name", report.reportedUsername())
                .bind("reason", report.reason())
                .bind("message", report.messageId())
                .bind("at", Timestamps.text(report.filedAt()))
                .bind("state", report.state().wireName())
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<List<Report>> list(
      String world, Report.@Nullable State state, int limit) {
    String only = state == null ? "" : " AND state = :state";
    String sql =
        "SELECT * FROM reports WHERE world = :world"
            + only
            + " ORDER BY filed_at, report_id LIMIT :limit";
    return readers.submit(handle -> {
      Query query = handle.createQuery(sql).bind("world", world).bind("limit", limit);
      if (state != null) {
        query.bind("state", state.wireName());
      }
      return query.map((row, _) -> report(handle, row)).list();
    });
  }

  @Override
  public CompletableFuture<Optional<Report>> find(String reportId) {
    return readers.submit(handle -> find(handle, reportId));
  }

  @Override
  public CompletableFuture<Optional<Report>> change(String reportId, Report.Change change) {
    return writer.submit(handle -> {
      Optional<Report> before = find(handle, reportId);
      if (before.isEmpty()) {
        return before;
      }
      if (change.state() != null) {
        changeState(handle, reportId, change.state(), change);
      }
      if (change.note() != null) {
        insertNote(handle, reportId, change.note(), change);
      }
      audit.append(handle, audited(before.get(), change));
      return find(handle, reportId);
    });
  }

  private static AuditNote audited(Report report, Report.Change change) {
    String what = change.state() == null ? "noted" : change.state().wireName();
    return new AuditNote(
        change.at(),
        "report_" + what,
        report.world(),
        report.roomId(),
        report.reportId(),
        change.adminUserId(),
        report.reportedUserId(),
        change.note());
  }

  private static void changeState(
      Handle handle, String reportId, Report.State state, Report.Change change) {
    handle
        .createUpdate(
            """
            UPDATE reports SET state = :state,
                taken_by = CASE WHEN :state = 'open' THEN NULL
                    WHEN :state = 'taken' OR taken_by IS NULL THEN :admin ELSE taken_by END,
                resolved_at = CASE WHEN :state = 'resolved' THEN :at ELSE NULL END
            WHERE report_id = :id
            """)
        .bind("state", state.wireName())
        .bind("admin", change.adminUserId())
        .bind("at", Timestamps.text(change.at()))
        .bind("id", reportId)
        .execute();
  }

  private static void insertNote(
      Handle handle, String reportId, String text, Report.Change change) {
    handle
        .createUpdate(
            """
            INSERT INTO report_notes (report_id, admin_user_id, text, created_at)
            VALUES (:report, :admin, :text, :at)
            """)
        .bind("report", reportId)
        .bind("admin", change.adminUserId())
        .bind("text", text)
        .bind("at", Timestamps.text(change.at()))
        .execute();
  }

  private static Optional<Report> find(Handle handle, String reportId) {
    return handle
        .createQuery("SELECT * FROM reports WHERE report_id = :id")
        .bind("id", reportId)
        .map((row, _) -> report(handle, row))
        .findOne();
  }

  private static Report report(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("report_id");
    return new Report(
        id,
        row.getString("world"),
        row.getString("room_id"),
        row.getString("reporter_user_id"),
        row.getString("reported_user_id"),
        row.getString("reported_username"),
        row.getString("reason"),
        row.getString("message_id"),
        SanctionRows.instant(row, "filed_at"),
        Report.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("taken_by"),
        Timestamps.parse(row.getString("resolved_at")).orElse(null),
        notes(handle, id));
  }

  private static List<Report.Note> notes(Handle handle, String reportId) {
    return handle
        .createQuery("SELECT * FROM report_notes WHERE report_id = :id ORDER BY id")
        .bind("id", reportId)
        .map((row, _) ->
            new Report.Note(
                row.getString("admin_user_id"),
                row.getString("text"),
                SanctionRows.instant(row, "created_at")))
        .list();
  }
}
