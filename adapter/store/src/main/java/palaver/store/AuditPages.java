// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditReader;

/// Reads the audit log for people, and goes through it at most once in half a minute.
public final class AuditPages implements AuditReader {

  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  private final StoreReaders readers;
  private final String serverId;
  private final Supplier<AuditVerification.Result> verification;
  private final InstantSource clock;
  private @Nullable Instant askedAt;
  private CompletableFuture<State> newest = new CompletableFuture<>();

  AuditPages(
      StoreReaders readers,
      String serverId,
      Supplier<AuditVerification.Result> verification,
      InstantSource clock) {
    this.readers = readers;
    this.serverId = serverId;
    this.verification = verification;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<List<AuditEntry>> page(@Nullable Long before, int limit) {
    return readers.submit(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM audit_log WHERE server_id = :server AND sequence < :before
                ORDER BY sequence DESC LIMIT :limit
                """)
            .bind("server", serverId)
            .bind("before", before == null ? Long.MAX_VALUE : before)
            .bind("limit", limit)
            .map((row, _) -> AuditRows.entry(row))
            .list());
  }

  @Override
  public synchronized CompletableFuture<State> verified() {
    Instant now = clock.instant();
    boolean fresh = askedAt != null && now.isBefore(askedAt.plus(GOOD_FOR));
    if (!fresh || newest.isCompletedExceptionally()) {
      askedAt = now;
      newest = readers.submit(_ -> state(now));
    }
    return newest;
  }

  private State state(Instant now) {
    AuditVerification.Result result = verification.get();
    return new State(result.entries(), result.heads(), result.defect(), now);
  }
}
