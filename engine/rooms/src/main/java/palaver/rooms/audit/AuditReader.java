// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The port to what the audit log of this server says. It never blocks; futures fail when the store
/// cannot be read.
public interface AuditReader {

  /// Entries, the newest first.
  ///
  /// @param before only entries before this number, or null from the end on
  CompletableFuture<List<AuditEntry>> page(@Nullable Long before, int limit);

  /// Whether the log is what it was, as of not long ago: going through all of it is dear.
  CompletableFuture<State> verified();

  /// What came of going through the log.
  ///
  /// @param entries of all servers that share the database
  /// @param signedHeads how many signatures of it were checked
  /// @param defect the first thing that is wrong, or null when the log is whole
  record State(long entries, long signedHeads, @Nullable String defect, Instant verifiedAt) {
    public boolean whole() {
      return defect == null;
    }
  }
}
