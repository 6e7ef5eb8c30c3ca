// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.identity.Identified;
import palaver.identity.Scope;
import palaver.identity.ServerKey;
import palaver.identity.ServerKeyRecords;

/// The table `api_keys`. Looking one up touches no disk and, since only hashes are compared, tells
/// nothing by its timing.
final class ApiKeys implements ServerKeyRecords {

  private final StoreWriter writer;
  private final InstantSource clock;
  private final Map<String, ServerKey> byHash = new ConcurrentHashMap<>();

  ApiKeys(StoreWriter writer, InstantSource clock, Collection<ServerKey> stored) {
    this.writer = writer;
    this.clock = clock;
    stored.forEach(key -> byHash.put(key.sha256(), key));
  }

  static List<ServerKey> all(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT key_id, name, key_sha256, scopes, created_at, expires_at, revoked_at
            FROM api_keys
            """)
        .map((row, _) ->
            new ServerKey(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Identified.parse(Scope.class, row.getString(4)),
                Timestamps.parse(row.getString(5)).orElse(Instant.EPOCH),
                time(row.getString(6)),
                time(row.getString(7))))
        .list();
  }

  private static @Nullable Instant time(@Nullable String text) {
    return Timestamps.parse(text).orElse(null);
  }

  @Override
  public Optional<ServerKey> valid(String sha256) {
    return Optional.ofNullable(byHash.get(sha256)).filter(key -> key.isValid(clock.instant()));
  }

  @Override
  public List<ServerKey> all() {
    return byHash.values().stream()
        .sorted(Comparator.comparing(ServerKey::createdAt).reversed().thenComparing(ServerKey::id))
        .toList();
  }

  @Override
  public CompletableFuture<Void> add(ServerKey key) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO api_keys (key_sha256, created_at, key_id, name, scopes, expires_at)
                    VALUES (:hash, :created, :id, :name, :scopes, :expires)
                    ON CONFLICT(key_sha256) DO NOTHING
                    """)
                .bind("hash", key.sha256())
                .bind("created", Timestamps.text(key.createdAt()))
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("scopes", Identified.join(key.scopes()))
                .bind("expires", text(key.expiresAt()))
                .execute())
        .thenAccept(_ -> byHash.putIfAbsent(key.sha256(), key));
  }

  @Override
  public CompletableFuture<Boolean> expire(String id, Instant at) {
    return change(
        id,
        key -> key.expiresAt() == null || at.isBefore(key.expiresAt()),
        "UPDATE api_keys SET expires_at = :at WHERE key_id = :id",
        at,
        key ->
            new ServerKey(
                key.id(), key.name(), key.sha256(), key.scopes(), key.createdAt(), at, null));
  }

  @Override
  public CompletableFuture<Boolean> revoke(String id, Instant at) {
    return change(
        id,
        _ -> true,
        "UPDATE api_keys SET revoked_at = :at WHERE key_id = :id",
        at,
        key ->
            new ServerKey(
                key.id(),
                key.name(),
                key.sha256(),
                key.scopes(),
                key.createdAt(),
                key.expiresAt(),
                at));
  }

  /// Changes a valid key that `applies`, in memory after the commit.
  private CompletableFuture<Boolean> change(
      String id,
      Predicate<ServerKey> applies,
      String sql,
      Instant at,
      UnaryOperator<ServerKey> changed) {
    Optional<ServerKey> key =
        byHash.values().stream()
            .filter(one -> one.id().equals(id) && one.isValid(clock.instant()))
            .filter(applies)
            .findFirst();
    if (key.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    return writer
        .submit(handle ->
            handle.createUpdate(sql).bind("at", Timestamps.text(at)).bind("id", id).execute())
        .thenApply(_ -> {
          byHash.computeIfPresent(key.get().sha256(), (_, now) -> changed.apply(now));
          return true;
        });
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Timestamps.text(time);
  }
}
