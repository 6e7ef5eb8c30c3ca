// SPDX-License-Identifier: Apache-2.0
package palaver.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import palaver.identity.Account;
import palaver.identity.AccountRecords;
import palaver.identity.AccountSession;
import palaver.identity.CodeAttempt;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.identity.SecondFactor;

/// A fake of the store of accounts, in memory.
final class FakeAccounts implements AccountRecords {
  final Map<String, AccountSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, SecondFactor> factors = new ConcurrentHashMap<>();
  private final Map<String, List<String>> recovery = new ConcurrentHashMap<>();
  volatile boolean fails;

  @Override
  public CompletableFuture<Optional<AccountSession>> find(String sessionId) {
    AccountSession session = sessions.get(sessionId);
    if (session == null) {
      return answer(Optional.empty());
    }
    Account account = accounts.get(session.name());
    if (account == null) {
      return answer(Optional.of(session));
    }
    return answer(
        account.disabledAt() != null
            ? Optional.empty()
            : Optional.of(
                new AccountSession(
                    sessionId,
                    session.name(),
                    account.role(),
                    account.permissions(),
                    session.expiresAt(),
                    session.secondFactorUntil())));
  }

  @Override
  public CompletableFuture<Optional<Account>> account(String name) {
    return answer(Optional.ofNullable(accounts.get(name)));
  }

  @Override
  public CompletableFuture<List<Account>> accounts() {
    return answer(accounts.values().stream().sorted(Comparator.comparing(Account::name)).toList());
  }

  @Override
  public CompletableFuture<Boolean> hasAdmin() {
    return answer(otherAdmin(""));
  }

  private boolean otherAdmin(String name) {
    return accounts.values().stream()
        .anyMatch(account ->
            account.role() == Role.ADMIN
                && account.disabledAt() == null
                && !account.name().equals(name));
  }

  @Override
  public CompletableFuture<Boolean> add(Account fresh) {
    return answer(accounts.putIfAbsent(fresh.name(), fresh) == null);
  }

  @Override
  public CompletableFuture<Boolean> addFirstAdmin(Account fresh) {
    return otherAdmin("") ? answer(false) : add(fresh);
  }

  @Override
  public CompletableFuture<Change> changeRole(String name, Role role, Set<Permission> permissions) {
    return change(name, role, permissions, null, null);
  }

  @Override
  public CompletableFuture<Change> disable(String name, Instant at) {
    return change(name, null, null, null, at);
  }

  @Override
  public CompletableFuture<Change> changePassword(String name, String hash, String kept) {
    sessions
        .values()
        .removeIf(session -> session.name().equals(name) && !session.sessionId().equals(kept));
    return change(name, null, null, hash, null);
  }

  private CompletableFuture<Change> change(
      String name,
      @Nullable Role role,
      @Nullable Set<Permission> permissions,
      @Nullable String hash,
      @Nullable Instant disabledAt) {
    Account old = accounts.get(name);
    if (old == null) {
      return answer(Change.UNKNOWN);
    }
    boolean less = disabledAt != null || (role != null && role != Role.ADMIN);
    if (less && old.role() == Role.ADMIN && !otherAdmin(name)) {
      return answer(Change.LAST_ADMIN);
    }
    accounts.put(
        name,
        new Account(
            name,
            role == null ? old.role() : role,
            permissions == null ? old.permissions() : permissions,
            hash == null ? old.passwordHash() : hash,
            old.createdAt(),
            disabledAt,
            old.secondFactor()));
    return answer(Change.DONE);
  }

  @Override
  public CompletableFuture<Void> open(AccountSession session) {
    sessions.put(session.sessionId(), session);
    return done();
  }

  @Override
  public CompletableFuture<Void> end(String sessionId) {
    sessions.remove(sessionId);
    return done();
  }

  @Override
  public CompletableFuture<Void> confirm(String sessionId, Instant until) {
    sessions.computeIfPresent(
        sessionId,
        (_, old) ->
            new AccountSession(
                sessionId, old.name(), old.role(), old.permissions(), old.expiresAt(), until));
    return done();
  }

  @Override
  public CompletableFuture<Void> enrol(String name, SecondFactor factor) {
    factors.put(name, factor);
    recovery.remove(name);
    enrolled(name, false);
    return done();
  }

  @Override
  public CompletableFuture<CodeAttempt.Answer> attempt(CodeAttempt attempt) {
    SecondFactor factor = factors.get(attempt.account());
    if (factor == null) {
      return answer(CodeAttempt.Answer.of(CodeAttempt.Outcome.NOT_ENROLLED));
    }
    List<String> codes = recovery.getOrDefault(attempt.account(), new ArrayList<>());
    CodeAttempt.Verdict verdict = attempt.judge(factor, codes::remove);
    factors.put(attempt.account(), verdict.next());
    enrolled(attempt.account(), verdict.next().confirmed());
    return answer(verdict.answer(attempt.now()));
  }

  private void enrolled(String name, boolean secondFactor) {
    accounts.computeIfPresent(
        name,
        (_, old) ->
            new Account(
                name,
                old.role(),
                old.permissions(),
                old.passwordHash(),
                old.createdAt(),
                old.disabledAt(),
                secondFactor));
  }

  @Override
  public CompletableFuture<Void> replaceRecoveryCodes(String name, List<String> hashes) {
    recovery.put(name, new ArrayList<>(hashes));
    return done();
  }

  private <T> CompletableFuture<T> answer(T value) {
    return fails
        ? CompletableFuture.failedFuture(new IllegalStateException("the disk is full"))
        : CompletableFuture.completedFuture(value);
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
