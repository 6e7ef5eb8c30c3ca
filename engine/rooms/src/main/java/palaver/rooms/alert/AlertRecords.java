// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The port to the stored alerts. Nothing here blocks.
public interface AlertRecords {

  /// Keeps an alert, now or as soon as the store can.
  CompletableFuture<Void> add(StoredAlert alert);

  /// Alerts, the newest first.
  ///
  /// @param openOnly leave out those that somebody acknowledged
  /// @param before the number of the last one that was shown, or null from the newest on
  CompletableFuture<List<Numbered>> page(boolean openOnly, @Nullable Long before, int limit);

  /// Notes who takes care of an alert; the first one stays. Empty when there is no such alert.
  CompletableFuture<Optional<StoredAlert>> acknowledge(
      String alertId, String adminUserId, Instant at);

  /// An alert with its place among all.
  ///
  /// @param number grows with each alert
  record Numbered(long number, StoredAlert stored) {}
}
