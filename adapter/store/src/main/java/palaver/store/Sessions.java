// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.SessionRecords;

/// The tables `voice_sessions` and `users` behind the port that joins use.
final class Sessions implements SessionRecords {

  private final StoreWriter writer;
  private final RetriedWrites retried;
  private final StoreReaders readers;
  private final InstantSource clock;
  private final AtomicReference<@Nullable CompletableFuture<Boolean>> asked =
      new AtomicReference<>();

  Sessions(StoreWriter writer, RetriedWrites retried, StoreReaders readers, InstantSource clock) {
    this.writer = writer;
    this.retried = retried;
    this.readers = readers;
    this.clock = clock;
  }

  /// Those who ask at the same time share one write.
  @Override
  public CompletableFuture<Boolean> writable() {
    CompletableFuture<Boolean> running = asked.get();
    if (running != null && !running.isDone()) {
      return running;
    }
    CompletableFuture<Boolean> fresh =
        writer
            .submit(handle -> Liveness.note(handle, clock.instant()))
            .handle((_, failure) -> failure == null);
    asked.set(fresh);
    return fresh;
  }

  @Override
  public CompletableFuture<Boolean> insert(SessionRecord opened) {
    String createdAt = Timestamps.text(clock.instant());
    return writer.submit(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO voice_sessions (session_id, room_id, user_id, username, world,
                        joined_at, speaking_seconds, created_at)
                    VALUES (:session, :room, :user, :username, :world, :joined, 0, :created)
                    ON CONFLICT(session_id) DO NOTHING
                    """)
                .bind("session", opened.session().value())
                .bind("room", opened.room().roomId())
                .bind("user", opened.userId())
                .bind("username", opened.username())
                .bind("world", opened.room().world())
                .bind("joined", Timestamps.text(opened.joinedAt()))
                .bind("created", createdAt)
                .execute()
            == 1);
  }

  @Override
  public CompletableFuture<Boolean> end(SessionId session, SessionEnd end) {
    return retried.submit(handle -> SessionRows.endWithCall(handle, session, end));
  }

  @Override
  public CompletableFuture<Optional<SessionRecord>> find(SessionId session) {
    return readers.submit(handle -> SessionRows.find(handle, session.value()));
  }

  @Override
  public CompletableFuture<Void> userSeen(String userId, String username, Instant at) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO users (user_id, username, role, permissions, created_at,
                        last_seen_at)
                    VALUES (:user, :username, 'user', '', :at, :at)
                    ON CONFLICT(user_id) DO UPDATE
                    SET username = excluded.username, last_seen_at = excluded.last_seen_at
                    """)
                .bind("user", userId)
                .bind("username", username)
                .bind("at", Timestamps.text(at))
                .execute())
        .thenAccept(_ -> {});
  }
}
