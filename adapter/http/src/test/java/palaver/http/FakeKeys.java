// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import palaver.identity.ServerKey;
import palaver.identity.ServerKeyRecords;

/// A fake of the store of server keys, in memory.
final class FakeKeys implements ServerKeyRecords {
  private final Map<String, ServerKey> byHash = new ConcurrentHashMap<>();
  private final InstantSource clock;

  FakeKeys(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Optional<ServerKey> valid(String sha256) {
    return Optional.ofNullable(byHash.get(sha256)).filter(key -> key.isValid(clock.instant()));
  }

  @Override
  public List<ServerKey> all() {
    return List.copyOf(byHash.values());
  }

  @Override
  public CompletableFuture<Void> add(ServerKey key) {
    byHash.put(key.sha256(), key);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Boolean> expire(String id, Instant at) {
    return change(id, at, null);
  }

  @Override
  public CompletableFuture<Boolean> revoke(String id, Instant at) {
    return change(id, null, at);
  }

  private CompletableFuture<Boolean> change(
      String id, @Nullable Instant expiresAt, @Nullable Instant revokedAt) {
    Optional<ServerKey> found =
        byHash.values().stream().filter(key -> key.id().equals(id)).findFirst();
    found.ifPresent(key ->
        byHash.put(
            key.sha256(),
            new ServerKey(
                key.id(),
                key.name(),
                key.sha256(),
                key.scopes(),
                key.createdAt(),
                expiresAt == null ? key.expiresAt() : expiresAt,
                revokedAt)));
    return CompletableFuture.completedFuture(found.isPresent());
  }
}
