// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The port to the log-ins of accounts.
@FunctionalInterface
public interface AccountSessions {

  /// The log-in as it is now; nothing when it is unknown, was ended, or its account is disabled.
  /// Completes exceptionally when the store cannot say.
  CompletableFuture<Optional<AccountSession>> find(String sessionId);
}
