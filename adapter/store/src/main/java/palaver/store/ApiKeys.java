// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The API keys that are accepted, by their SHA-256 in lower-case hex. Looking one up touches no
/// disk and, since only hashes are compared, tells nothing by its timing.
public final class ApiKeys {

  private final StoreWriter writer;
  private final InstantSource clock;
  private final Set<String> hashes = ConcurrentHashMap.newKeySet();

  ApiKeys(StoreWriter writer, InstantSource clock, Collection<String> stored) {
    this.writer = writer;
    this.clock = clock;
    hashes.addAll(stored);
  }

  public boolean accepts(String keySha256) {
    return hashes.contains(keySha256);
  }

  public boolean isEmpty() {
    return hashes.isEmpty();
  }

  /// Accepts one more key, from its commit on.
  public CompletableFuture<Void> add(String keySha256) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO api_keys (key_sha256, created_at) VALUES (:hash, :at)
                    ON CONFLICT(key_sha256) DO NOTHING
                    """)
                .bind("hash", keySha256)
                .bind("at", Timestamps.text(clock.instant()))
                .execute())
        .thenAccept(_ -> hashes.add(keySha256));
  }
}
