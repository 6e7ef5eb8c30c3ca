// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditHead;
import palaver.rooms.audit.Personal;

/// Rows of `audit_log` and `audit_heads` as values, and back.
final class AuditRows {

  private AuditRows() {}

  static Optional<AuditEntry> last(Handle handle, String serverId) {
    return handle
        .createQuery(
            "SELECT * FROM audit_log WHERE server_id = :server ORDER BY sequence DESC LIMIT 1")
        .bind("server", serverId)
        .map((row, _) -> entry(row))
        .findOne();
  }

  static void insert(Handle handle, AuditEntry entry) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_log (server_id, sequence, at, action, world, room_id, reference,
                actor, actor_salt, actor_commitment, target, target_salt, target_commitment,
                note, note_salt, note_commitment, previous_hash, hash)
            VALUES (:server, :sequence, :at, :action, :world, :room, :reference,
                :actor, :actorSalt, :actorCommitment, :target, :targetSalt, :targetCommitment,
                :note, :noteSalt, :noteCommitment, :previous, :hash)
            """)
        .bind("server", entry.serverId())
        .bind("sequence", entry.sequence())
        .bind("at", entry.at())
        .bind("action", entry.action())
        .bind("world", entry.world())
        .bind("room", entry.roomId())
        .bind("reference", entry.reference())
        .bind("actor", entry.actor().value())
        .bind("actorSalt", entry.actor().salt())
        .bind("actorCommitment", entry.actor().commitment())
        .bind("target", entry.target().value())
        .bind("targetSalt", entry.target().salt())
        .bind("targetCommitment", entry.target().commitment())
        .bind("note", entry.note().value())
        .bind("noteSalt", entry.note().salt())
        .bind("noteCommitment", entry.note().commitment())
        .bind("previous", entry.previousHash())
        .bind("hash", entry.hash())
        .execute();
  }

  /// Empties what names a person in entries up to a moment: values and salts, and the notes beside.
  /// Answers how many entries named them.
  static int erase(Handle handle, String userId, Instant before) {
    int entries =
        handle
            .createUpdate(
                """
                UPDATE audit_log SET note = NULL, note_salt = NULL
                WHERE (actor = :user OR target = :user) AND at <= :before
                """)
            .bind("user", userId)
            .bind("before", Timestamps.text(before))
            .execute();
    for (String column : List.of("actor", "target")) {
      handle
          .createUpdate(
              "UPDATE audit_log SET %1$s = NULL, %1$s_salt = NULL WHERE %1$s = :user AND at <= :before"
                  .formatted(column))
          .bind("user", userId)
          .bind("before", Timestamps.text(before))
          .execute();
    }
    return entries;
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString("server_id"),
        row.getLong("sequence"),
        row.getString("at"),
        row.getString("action"),
        row.getString("world"),
        row.getString("room_id"),
        row.getString("reference"),
        personal(row, "actor"),
        personal(row, "target"),
        personal(row, "note"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }

  private static Personal personal(ResultSet row, String column) throws SQLException {
    return new Personal(
        row.getString(column),
        row.getString(column + "_salt"),
        row.getString(column + "_commitment"));
  }

  static void insert(Handle handle, AuditHead head, String signature) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_heads (server_id, sequence, hash, at, signature)
            VALUES (:server, :sequence, :hash, :at, :signature)
            ON CONFLICT(server_id, sequence, at) DO NOTHING
            """)
        .bind("server", head.serverId())
        .bind("sequence", head.sequence())
        .bind("hash", head.hash())
        .bind("at", head.at())
        .bind("signature", signature)
        .execute();
  }

  static AuditHead head(ResultSet row) throws SQLException {
    return new AuditHead(
        row.getString("server_id"),
        row.getLong("sequence"),
        row.getString("hash"),
        row.getString("at"));
  }
}
