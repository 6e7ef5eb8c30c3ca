// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import palaver.rooms.audit.AuditChain;
import palaver.rooms.audit.AuditEntry;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditReader;

/// A fake of the audit log for reading: the notes that a [FakeCommunity] took, chained.
final class FakeAudit implements AuditReader {
  private final List<AuditNote> notes;

  FakeAudit(List<AuditNote> notes) {
    this.notes = notes;
  }

  @Override
  public CompletableFuture<List<AuditEntry>> page(@Nullable Long before, int limit) {
    List<AuditEntry> found = new ArrayList<>();
    String hash = AuditChain.START;
    for (int i = 0; i < notes.size(); i++) {
      AuditEntry entry =
          AuditChain.next(
              "fake",
              i + 1,
              hash,
              "2030-01-01T00:00:00.000Z",
              notes.get(i),
              List.of("a", "b", "c"));
      hash = entry.hash();
      if (before == null || entry.sequence() < before) {
        found.addFirst(entry);
      }
    }
    return CompletableFuture.completedFuture(found.subList(0, Math.min(limit, found.size())));
  }

  @Override
  public CompletableFuture<State> verified() {
    return CompletableFuture.completedFuture(new State(notes.size(), 0, null, Instant.EPOCH));
  }
}
