// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The port to the store of actions and sanctions. Every future completes after the commit, or
/// exceptionally when the store cannot do it now. No method blocks.
public interface ModerationRecords {

  /// Notes an action, its sanction and its entry in the audit log. Noting one twice changes
  /// nothing.
  CompletableFuture<Void> note(ModerationEntry entry);

  /// The sanctions of a world that hold at `now`, the newest first.
  CompletableFuture<List<HeldSanction>> sanctions(String world, Instant now);

  /// Actions of a world, the newest first.
  ///
  /// @param before the `number` of the last one seen, or null to begin with the newest
  /// @param userId only those meant for this user, or null
  CompletableFuture<List<NumberedAction>> actions(
      String world, @Nullable Long before, @Nullable String userId, int limit);

  /// An action and where it stands in the store.
  record NumberedAction(long number, AdminAction action) {}

  /// A sanction and who imposed it.
  record HeldSanction(
      Sanction sanction, @Nullable String username, String adminUserId, Instant createdAt) {}
}
