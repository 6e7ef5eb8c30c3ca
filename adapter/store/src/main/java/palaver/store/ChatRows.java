// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.moderation.ChatMessage;
import palaver.rooms.moderation.ChatRecords;

/// The table `chat_messages` behind the port that rooms use.
final class ChatRows implements ChatRecords {

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final AuditLog audit;

  ChatRows(StoreWriter writer, StoreReaders readers, AuditLog audit) {
    this.writer = writer;
    this.readers = readers;
    this.audit = audit;
  }

  @Override
  public CompletableFuture<Void> add(ChatMessage message) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO chat_messages (message_id, world, room_id, user_id, username, text,
                        created_at)
                    VALUES (:id, :world, :room, :user, :username, :text, :at)
                    ON CONFLICT(message_id) DO NOTHING
                    """)
                .bind("id", message.messageId())
                .bind("world", message.room().world())
                .bind("room", message.room().roomId())
                .bind("user", message.userId())
                .bind("username", message.username())
                .bind("text", message.text())
                .bind("at", Timestamps.text(message.at()))
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<List<NumberedMessage>> page(
      RoomKey room, @Nullable Long before, int limit) {
    String sql =
        "SELECT * FROM chat_messages WHERE world = :world AND room_id = :room"
            + " AND removed_at IS NULL"
            + (before == null ? "" : " AND id < :before")
            + " ORDER BY id DESC LIMIT :limit";
    return readers.submit(handle -> {
      Query query =
          handle
              .createQuery(sql)
              .bind("world", room.world())
              .bind("room", room.roomId())
              .bind("limit", limit);
      if (before != null) {
        query.bind("before", before);
      }
      return query.map((row, _) -> new NumberedMessage(row.getLong("id"), message(row))).list();
    });
  }

  @Override
  public CompletableFuture<Optional<ChatMessage>> find(String messageId) {
    return readers.submit(handle -> find(handle, messageId));
  }

  @Override
  public CompletableFuture<Boolean> remove(String messageId, String adminUserId, Instant at) {
    return writer.submit(handle -> {
      Optional<ChatMessage> message = find(handle, messageId);
      int removed =
          handle
              .createUpdate(
                  """
                  UPDATE chat_messages SET text = '', removed_at = :at, removed_by = :admin
                  WHERE message_id = :id AND removed_at IS NULL
                  """)
              .bind("at", Timestamps.text(at))
              .bind("admin", adminUserId)
              .bind("id", messageId)
              .execute();
      if (removed == 1) {
        audit.append(handle, audited(message.orElseThrow(), adminUserId, at));
      }
      return removed == 1;
    });
  }

  private static AuditNote audited(ChatMessage message, String adminUserId, Instant at) {
    RoomKey room = message.room();
    return new AuditNote(
        at,
        "message_removed",
        room.world(),
        room.roomId(),
        message.messageId(),
        adminUserId,
        message.userId(),
        null);
  }

  private static Optional<ChatMessage> find(Handle handle, String messageId) {
    return handle
        .createQuery("SELECT * FROM chat_messages WHERE message_id = :id")
        .bind("id", messageId)
        .map((row, _) -> message(row))
        .findOne();
  }

  private static ChatMessage message(ResultSet row) throws SQLException {
    String username = row.getString("username");
    return new ChatMessage(
        row.getString("message_id"),
        new RoomKey(row.getString("world"), row.getString("room_id")),
        row.getString("user_id"),
        username == null ? "" : username,
        row.getString("text"),
        SanctionRows.instant(row, "created_at"));
  }
}
