// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The table `token_keys`: the keys that sign tokens, sealed.
public final class TokenKeys {

  private static final int KEPT = 2;

  /// One key as it is kept.
  public record Row(String keyId, String sealedSecret, Instant createdAt) {
    @Override
    public String toString() {
      return "Row[keyId=" + keyId + "]";
    }
  }

  private final StoreWriter writer;
  private final StoreReaders readers;

  TokenKeys(StoreWriter writer, StoreReaders readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /// The keys that are good, the newest first.
  public CompletableFuture<List<Row>> newest() {
    return readers.submit(handle ->
        handle
            .createQuery(
                """
                SELECT key_id, secret_sealed, created_at FROM token_keys
                ORDER BY created_at DESC, key_id LIMIT 2
                """)
            .map((row, _) ->
                new Row(
                    row.getString(1),
                    row.getString(2),
                    Timestamps.parse(row.getString(3)).orElse(Instant.EPOCH)))
            .list());
  }

  /// Adds a key; the one before it stays good, older ones go.
  public CompletableFuture<Void> add(Row fresh) {
    return writer
        .submit(handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO token_keys (key_id, secret_sealed, created_at)
                  VALUES (:id, :secret, :created)
                  """)
              .bind("id", fresh.keyId())
              .bind("secret", fresh.sealedSecret())
              .bind("created", Timestamps.text(fresh.createdAt()))
              .execute();
          List<String> ids =
              handle
                  .createQuery("SELECT key_id FROM token_keys ORDER BY created_at DESC, key_id")
                  .mapTo(String.class)
                  .list();
          for (String old : ids.subList(Math.min(KEPT, ids.size()), ids.size())) {
            handle
                .createUpdate("DELETE FROM token_keys WHERE key_id = :id")
                .bind("id", old)
                .execute();
          }
          return true;
        })
        .thenAccept(_ -> {});
  }
}
