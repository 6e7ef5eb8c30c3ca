// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.identity.Account;
import palaver.identity.AccountRecords;
import palaver.identity.AccountSession;
import palaver.identity.CodeAttempt;
import palaver.identity.Identified;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.identity.SecondFactor;

/// The tables of accounts, their log-ins and second factors.
final class Accounts implements AccountRecords {

  private final StoreWriter writer;
  private final StoreReaders readers;
  private final InstantSource clock;

  Accounts(StoreWriter writer, StoreReaders readers, InstantSource clock) {
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Optional<AccountSession>> find(String sessionId) {
    return readers.submit(handle -> AccountRows.session(handle, sessionId));
  }

  @Override
  public CompletableFuture<Optional<Account>> account(String name) {
    return readers.submit(handle -> AccountRows.find(handle, name));
  }

  @Override
  public CompletableFuture<List<Account>> accounts() {
    return readers.submit(AccountRows::all);
  }

  @Override
  public CompletableFuture<Boolean> hasAdmin() {
    return readers.submit(handle -> AccountRows.otherAdmins(handle, "") > 0);
  }

  @Override
  public CompletableFuture<Boolean> add(Account fresh) {
    return writer.submit(handle -> AccountRows.insert(handle, fresh));
  }

  @Override
  public CompletableFuture<Boolean> addFirstAdmin(Account fresh) {
    return writer.submit(
        handle -> AccountRows.otherAdmins(handle, "") == 0 && AccountRows.insert(handle, fresh));
  }

  @Override
  public CompletableFuture<Change> changeRole(String name, Role role, Set<Permission> permissions) {
    return change(
        name,
        role != Role.ADMIN,
        handle -> AccountRows.rights(handle, name, role, Identified.join(permissions)));
  }

  @Override
  public CompletableFuture<Change> disable(String name, Instant at) {
    return change(
        name,
        true,
        handle -> {
          handle
              .createUpdate("UPDATE accounts SET disabled_at = :at WHERE user_id = :name")
              .bind("at", Timestamps.text(at))
              .bind("name", name)
              .execute();
          endAll(handle, name, "");
        });
  }

  @Override
  public CompletableFuture<Change> changePassword(String name, String hash, String keptSessionId) {
    return change(
        name,
        false,
        handle -> {
          handle
              .createUpdate("UPDATE accounts SET password_hash = :hash WHERE user_id = :name")
              .bind("hash", hash)
              .bind("name", name)
              .execute();
          endAll(handle, name, keptSessionId);
        });
  }

  private interface Statement {
    void execute(Handle handle);
  }

  /// @param lessAdmins whether an admin would be none any more
  private CompletableFuture<Change> change(String name, boolean lessAdmins, Statement statement) {
    return writer.submit(handle -> {
      Optional<Account> account = AccountRows.find(handle, name);
      if (account.isEmpty()) {
        return Change.UNKNOWN;
      }
      boolean isAdmin = account.get().role() == Role.ADMIN && account.get().disabledAt() == null;
      if (lessAdmins && isAdmin && AccountRows.otherAdmins(handle, name) == 0) {
        return Change.LAST_ADMIN;
      }
      statement.execute(handle);
      return Change.DONE;
    });
  }

  private static void endAll(Handle handle, String name, String keptSessionId) {
    handle
        .createUpdate("DELETE FROM account_sessions WHERE user_id = :name AND session_id <> :kept")
        .bind("name", name)
        .bind("kept", keptSessionId)
        .execute();
  }

  /// Log-ins that are over go when a new one comes.
  @Override
  public CompletableFuture<Void> open(AccountSession session) {
    String now = Timestamps.text(clock.instant());
    return writer
        .submit(handle -> {
          handle
              .createUpdate("DELETE FROM account_sessions WHERE expires_at < :now")
              .bind("now", now)
              .execute();
          return handle
              .createUpdate(
                  """
                  INSERT INTO account_sessions (session_id, user_id, created_at, expires_at,
                      second_factor_until)
                  VALUES (:session, :name, :now, :expires, :until)
                  """)
              .bind("session", session.sessionId())
              .bind("name", session.name())
              .bind("now", now)
              .bind("expires", Timestamps.text(session.expiresAt()))
              .bind("until", text(session.secondFactorUntil()))
              .execute();
        })
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Void> end(String sessionId) {
    return writer
        .submit(handle ->
            handle
                .createUpdate("DELETE FROM account_sessions WHERE session_id = :session")
                .bind("session", sessionId)
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Void> confirm(String sessionId, Instant until) {
    return writer
        .submit(handle ->
            handle
                .createUpdate(
                    """
                    UPDATE account_sessions SET second_factor_until = :until
                    WHERE session_id = :session
                    """)
                .bind("until", Timestamps.text(until))
                .bind("session", sessionId)
                .execute())
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Void> enrol(String name, SecondFactor factor) {
    return writer
        .submit(handle -> {
          SecondFactorRows.replace(handle, name, factor);
          SecondFactorRows.replaceRecoveryCodes(handle, name, List.of());
          return true;
        })
        .thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<CodeAttempt.Answer> attempt(CodeAttempt attempt) {
    return writer.submit(handle -> SecondFactorRows.attempt(handle, attempt));
  }

  @Override
  public CompletableFuture<Void> replaceRecoveryCodes(String name, List<String> hashes) {
    return writer
        .submit(handle -> {
          SecondFactorRows.replaceRecoveryCodes(handle, name, hashes);
          return true;
        })
        .thenAccept(_ -> {});
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Timestamps.text(time);
  }
}
