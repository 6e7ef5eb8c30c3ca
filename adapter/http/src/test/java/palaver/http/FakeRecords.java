// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import palaver.base.SessionId;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rooms.SessionRecords;

/// A fake of the store: rows in memory, and switches for what can go wrong.
final class FakeRecords implements SessionRecords {
  final Map<SessionId, SessionRecord> rows = new ConcurrentHashMap<>();
  final Map<String, String> users = new ConcurrentHashMap<>();
  volatile boolean writable = true;
  volatile boolean insertFails;
  volatile boolean userSeenFails;
  volatile boolean findBreaks;

  @Override
  public CompletableFuture<Boolean> writable() {
    return CompletableFuture.completedFuture(writable);
  }

  @Override
  public CompletableFuture<Boolean> insert(SessionRecord opened) {
    return insertFails
        ? failed()
        : CompletableFuture.completedFuture(rows.putIfAbsent(opened.session(), opened) == null);
  }

  @Override
  public CompletableFuture<Boolean> end(SessionId session, SessionEnd end) {
    boolean[] ended = {false};
    rows.computeIfPresent(
        session,
        (_, row) -> {
          ended[0] = row.end() == null;
          return ended[0] ? ended(row, end) : row;
        });
    return CompletableFuture.completedFuture(ended[0]);
  }

  @Override
  public CompletableFuture<Optional<SessionRecord>> find(SessionId session) {
    if (findBreaks) {
      throw new UnsupportedOperationException("a secret detail of the store");
    }
    return CompletableFuture.completedFuture(Optional.ofNullable(rows.get(session)));
  }

  @Override
  public CompletableFuture<Void> userSeen(String userId, String username, Instant at) {
    if (userSeenFails) {
      return failed();
    }
    users.put(userId, username);
    return CompletableFuture.completedFuture(null);
  }

  SessionRecord row(String sessionId) {
    SessionRecord row = rows.get(new SessionId(sessionId));
    if (row == null) {
      throw new AssertionError("no row of session " + sessionId);
    }
    return row;
  }

  SessionEnd end(String sessionId) {
    SessionEnd end = row(sessionId).end();
    if (end == null) {
      throw new AssertionError("session " + sessionId + " is open");
    }
    return end;
  }

  private static SessionRecord ended(SessionRecord row, SessionEnd end) {
    return new SessionRecord(
        row.session(), row.room(), row.userId(), row.username(), row.joinedAt(), end);
  }

  private static <T> CompletableFuture<T> failed() {
    return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
  }
}
