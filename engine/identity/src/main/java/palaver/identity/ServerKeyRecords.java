// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The port to the store of server keys.
public interface ServerKeyRecords {

  /// The valid key with this hash, in lower-case hex. Does not block.
  Optional<ServerKey> valid(String sha256);

  /// Every key, the newest first, also those that are no longer valid. Does not block.
  List<ServerKey> all();

  /// Accepts one more key, from its commit on.
  CompletableFuture<Void> add(ServerKey key);

  /// Accepts no more than until `at` the key with this id. False when there is none that is valid
  /// for longer.
  CompletableFuture<Boolean> expire(String id, Instant at);

  /// Accepts the key with this id no more. False when there is none that is valid.
  CompletableFuture<Boolean> revoke(String id, Instant at);
}
