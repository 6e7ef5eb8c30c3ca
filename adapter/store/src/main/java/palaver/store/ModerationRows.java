// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.moderation.AdminAction;
import palaver.rooms.moderation.AdminAction.Source;
import palaver.rooms.moderation.ModerationEntry;
import palaver.rooms.moderation.ModerationRecords;

/// The tables `admin_actions` and `sanctions` behind the port that moderation uses.
final class ModerationRows implements ModerationRecords {

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final AuditLog audit;

  ModerationRows(StoreWriter writer, StoreReaders readers, AuditLog audit) {
    this.writer = writer;
    this.readers = readers;
    this.audit = audit;
  }

  @Override
  public CompletableFuture<Void> note(ModerationEntry entry) {
    return writer
        .submit(handle -> {
          boolean fresh = insert(handle, entry.action());
          if (fresh) {
            if (entry.imposed() != null) {
              SanctionRows.insert(handle, entry.imposed(), entry.action());
            }
            if (entry.lifted() != null) {
              SanctionRows.lift(handle, entry.lifted(), entry.action().at());
            }
            audit.append(handle, audited(entry.action()));
          }
          return fresh;
        })
        .thenAccept(_ -> {});
  }

  private static AuditNote audited(AdminAction action) {
    String what = action.source() == Source.REPORTED ? "reported_" + action.type() : action.type();
    return new AuditNote(
        action.at(),
        what,
        action.world(),
        action.roomId(),
        action.actionId(),
        action.adminUserId(),
        action.targetUserId(),
        action.reason());
  }

  private static boolean insert(Handle handle, AdminAction action) {
    return handle
            .createUpdate(
                """
                INSERT INTO admin_actions (action_type, target_user_id, target_username,
                    admin_user_id, admin_username, world, room_id, reason, created_at, action_id,
                    source, ends_at)
                VALUES (:type, :target, :targetName, :admin, :adminName, :world, :room, :reason,
                    :at, :id, :source, :ends)
                ON CONFLICT(action_id) DO NOTHING
                """)
            .bind("type", action.type())
            .bind("target", action.targetUserId())
            .bind("targetName", action.targetUsername())
            .bind("admin", action.adminUserId())
            .bind("adminName", action.adminUsername())
            .bind("world", action.world())
            .bind("room", action.roomId())
            .bind("reason", action.reason())
            .bind("at", Timestamps.text(action.at()))
            .bind("id", action.actionId())
            .bind("source", action.source().wireName())
            .bind("ends", SanctionRows.text(action.endsAt()))
            .execute()
        == 1;
  }

  @Override
  public CompletableFuture<List<HeldSanction>> sanctions(String world, Instant now) {
    return readers.submit(handle -> SanctionRows.holding(handle, world, now));
  }

  @Override
  public CompletableFuture<List<NumberedAction>> actions(
      String world, @Nullable Long before, @Nullable String userId, int limit) {
    String older = before == null ? "" : " AND id < :before";
    String meant = userId == null ? "" : " AND target_user_id = :user";
    String sql =
        "SELECT * FROM admin_actions WHERE world = :world"
            + older
            + meant
            + " ORDER BY id DESC LIMIT :limit";
    return readers.submit(handle -> {
      Query query = handle.createQuery(sql).bind("world", world).bind("limit", limit);
      if (before != null) {
        query.bind("before", before);
      }
      if (userId != null) {
        query.bind("user", userId);
      }
      return query.map((row, _) -> new NumberedAction(row.getLong("id"), action(row))).list();
    });
  }

  private static AdminAction action(ResultSet row) throws SQLException {
    String id = row.getString("action_id");
    return new AdminAction(
        id == null ? "" : id,
        row.getString("action_type"),
        row.getString("target_user_id"),
        row.getString("target_username"),
        row.getString("admin_user_id"),
        row.getString("admin_username"),
        row.getString("world"),
        row.getString("room_id"),
        row.getString("reason"),
        SanctionRows.instant(row, "created_at"),
        Source.ENFORCED.wireName().equals(row.getString("source"))
            ? Source.ENFORCED
            : Source.REPORTED,
        Timestamps.parse(row.getString("ends_at")).orElse(null));
  }
}
