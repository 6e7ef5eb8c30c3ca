// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The port to the store of accounts, their log-ins and second factors.
///
/// Every future completes after the commit, or exceptionally when the store cannot do it now. No
/// method blocks.
public interface AccountRecords extends AccountSessions {

  /// How a change of an account ended.
  enum Change {
    DONE,
    UNKNOWN,
    /// It would have left the server without an admin who can log in.
    LAST_ADMIN
  }

  CompletableFuture<Optional<Account>> account(String name);

  /// All accounts by name.
  CompletableFuture<List<Account>> accounts();

  /// Whether there is an admin who can log in.
  CompletableFuture<Boolean> hasAdmin();

  /// Adds an account. False when the name is taken.
  CompletableFuture<Boolean> add(Account fresh);

  /// Adds the first admin. False when there is an admin already, or the name is taken.
  CompletableFuture<Boolean> addFirstAdmin(Account fresh);

  CompletableFuture<Change> changeRole(String name, Role role, Set<Permission> permissions);

  /// Ends all log-ins of the account; it cannot log in any more.
  CompletableFuture<Change> disable(String name, Instant at);

  /// Takes the new password and ends the account's log-ins, but for `keptSessionId`.
  CompletableFuture<Change> changePassword(String name, String hash, String keptSessionId);

  /// Opens a log-in.
  CompletableFuture<Void> open(AccountSession session);

  /// Ends a log-in; nothing happens when there is none.
  CompletableFuture<Void> end(String sessionId);

  /// Opens the actions that demand a second factor until `until`.
  CompletableFuture<Void> confirm(String sessionId, Instant until);

  /// Gives the account a new second factor, which replaces an older one and its recovery codes.
  CompletableFuture<Void> enrol(String name, SecondFactor factor);

  /// Judges a code and keeps what follows from it, in one transaction.
  CompletableFuture<CodeAttempt.Answer> attempt(CodeAttempt attempt);

  /// Replaces the account's recovery codes, given as hashes.
  CompletableFuture<Void> replaceRecoveryCodes(String name, List<String> hashes);
}
