// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.privacy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The port to everything that is stored about one person. No method blocks; a future completes
/// exceptionally when the store cannot do it now.
public interface PersonRecords {

  /// The rows that tell of a person: table by table, each with its rows, each with its columns. No
  /// secret is among them, no name of anybody else who reported them, and no key of another row.
  CompletableFuture<Map<String, List<Map<String, @Nullable Object>>>> export(String userId);

  /// Takes a person out of everything that is stored. What is left tells of nobody: sums stay as
  /// they are, and the audit log stays whole.
  ///
  /// @param actor who does it
  CompletableFuture<Erased> erase(String userId, String actor);

  /// How an erasure ended.
  enum Erased {
    DONE,
    /// Nothing is stored about such a person.
    UNKNOWN,
    /// It would have left the server without an admin who can log in.
    LAST_ADMIN
  }
}
