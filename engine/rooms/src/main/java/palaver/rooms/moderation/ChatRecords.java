// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;

/// The port to the store of chat messages, with the promises of [ModerationRecords].
public interface ChatRecords {

  CompletableFuture<Void> add(ChatMessage message);

  /// Messages of a room that are not removed, the newest first.
  ///
  /// @param before the number of the last one seen, or null to begin with the newest
  CompletableFuture<List<NumberedMessage>> page(RoomKey room, @Nullable Long before, int limit);

  /// The message, whether removed or not.
  CompletableFuture<Optional<ChatMessage>> find(String messageId);

  /// Removes a message: its text is gone from the store. True when it was there.
  CompletableFuture<Boolean> remove(String messageId, String adminUserId, Instant at);

  /// A message and where it stands in the store.
  record NumberedMessage(long number, ChatMessage message) {}
}
