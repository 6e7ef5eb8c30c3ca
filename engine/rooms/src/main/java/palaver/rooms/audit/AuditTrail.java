// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.audit;

import java.util.concurrent.CompletableFuture;

/// The port to the audit log.
@FunctionalInterface
public interface AuditTrail {

  /// Appends an entry. Completes after the commit with the entry's sequence number, or
  /// exceptionally when the store cannot do it now. Does not block.
  CompletableFuture<Long> note(AuditNote note);
}
