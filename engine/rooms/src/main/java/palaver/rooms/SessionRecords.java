// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import palaver.base.SessionId;

/// The port to the store of voice sessions.
///
/// Every future completes after the commit, or exceptionally when the store cannot do it now; the
/// caller decides what a refusal means. No method blocks.
public interface SessionRecords {

  /// Whether a write commits at this moment, found out by writing. Never completes exceptionally.
  CompletableFuture<Boolean> writable();

  /// Opens the row of a session. True when it is new; false when a row with that session id is
  /// there already, which then stays as it is.
  CompletableFuture<Boolean> insert(SessionRecord opened);

  /// Ends the row of a session. True when it was open; false when it is unknown or has ended, and
  /// then nothing changes.
  CompletableFuture<Boolean> end(SessionId session, SessionEnd end);

  /// The row as it is now.
  CompletableFuture<Optional<SessionRecord>> find(SessionId session);

  /// Notes that a user was seen: a new row, or a new name and time in the old one.
  CompletableFuture<Void> userSeen(String userId, String username, Instant at);
}
