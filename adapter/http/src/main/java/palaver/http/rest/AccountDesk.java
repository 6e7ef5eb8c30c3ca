// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.http.access.AccountTokens;
import palaver.identity.Account;
import palaver.identity.AccountRecords.Change;
import palaver.identity.AccountSession;
import palaver.identity.IdentityAct;
import palaver.identity.IdentityAct.Kind;
import palaver.identity.Passwords;
import palaver.identity.Permission;
import palaver.identity.Role;
import palaver.rooms.ErrorCode;

/// All that is done with accounts, for REST and for the console alike. Blocks; refusals are
/// [RefusedException].
public final class AccountDesk {
  /// The actor of what is done on the machine itself.
  public static final String CONSOLE = "console";

  static final Duration LOGIN_LIFETIME = Duration.ofHours(12);

  private static final Duration CONSOLE_TOKEN_LIFETIME = Duration.ofHours(1);
  private static final int SESSION_ID_BYTES = 16;

  /// Looked at when there is no account, so that the time of an answer does not tell.
  private static final String NOBODYS_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

  private final IdentityPorts ports;
  private final Patience patience;
  private final Passwords passwords;
  private final AccountTokens tokens;

  /// @param patience how long each step may take
  public AccountDesk(IdentityPorts ports, Patience patience) {
    this.ports = ports;
    this.patience = patience;
    passwords = new Passwords(ports.secrets());
    tokens = new AccountTokens(ports.signer(), ports.wallClock());
  }

  /// A log-in and its token.
  public record LoggedIn(String token, AccountSession session) {
    @Override
    public String toString() {
      return "LoggedIn[name=" + session.name() + "]";
    }
  }

  /// Opens a log-in when the password is right. Limits are the caller's matter.
  LoggedIn logIn(String name, String password) {
    Account account = checked(name, password);
    LoggedIn opened = open(account, LOGIN_LIFETIME, null);
    note(Kind.LOGGED_IN, name, name, null);
    return opened;
  }

  /// The account, when the password is right.
  private Account checked(String name, String password) {
    Optional<Account> account =
        patience.stored(ports.accounts().account(name)).filter(found -> found.disabledAt() == null);
    String hash = account.map(Account::passwordHash).orElse(NOBODYS_HASH);
    boolean right = patience.worked(ports.heavy().submit(() -> Passwords.matches(password, hash)));
    if (!right || account.isEmpty()) {
      note(Kind.LOGIN_FAILED, account.isEmpty() ? "nobody" : name, null, null);
      throw new RefusedException(
          ErrorCode.BAD_CREDENTIALS, "Name and password do not belong together.");
    }
    return account.get();
  }

  /// Refuses a password that is not the account's.
  void requirePassword(String name, String password) {
    var _ = checked(name, password);
  }

  /// A token for scripts on the machine itself: good for one hour, second factor included.
  public LoggedIn consoleToken(String name) {
    Account account =
        patience
            .stored(ports.accounts().account(name))
            .filter(found -> found.disabledAt() == null)
            .orElseThrow(AccountDesk::unknown);
    Instant until = ports.wallClock().instant().plus(CONSOLE_TOKEN_LIFETIME);
    LoggedIn opened = open(account, CONSOLE_TOKEN_LIFETIME, until);
    note(Kind.CONSOLE_TOKEN_MADE, CONSOLE, name, null);
    return opened;
  }

  private LoggedIn open(Account account, Duration lifetime, @Nullable Instant secondFactorUntil) {
    AccountSession session =
        new AccountSession(
            HexFormat.of().formatHex(ports.secrets().bytes(SESSION_ID_BYTES)),
            account.name(),
            account.role(),
            account.permissions(),
            ports.wallClock().instant().plus(lifetime),
            secondFactorUntil);
    patience.stored(ports.accounts().open(session));
    String token = tokens.issue(session.sessionId(), session.name(), session.expiresAt());
    return new LoggedIn(token, session);
  }

  void logOut(String sessionId) {
    patience.stored(ports.accounts().end(sessionId));
  }

  List<Account> accounts() {
    return patience.stored(ports.accounts().accounts());
  }

  Account account(String name) {
    return patience.stored(ports.accounts().account(name)).orElseThrow(AccountDesk::unknown);
  }

  /// Whether there is an admin who can log in.
  public boolean hasAdmin() {
    return patience.stored(ports.accounts().hasAdmin());
  }

  /// Adds an account.
  public void add(String actor, String name, Role role, String password) {
    if (!patience.stored(ports.accounts().add(fresh(name, role, password)))) {
      throw taken();
    }
    note(Kind.ACCOUNT_ADDED, actor, name, role.id());
  }

  /// Adds the first admin and opens a log-in.
  LoggedIn addFirstAdmin(String name, String password) {
    Account admin = fresh(name, Role.ADMIN, password);
    if (!patience.stored(ports.accounts().addFirstAdmin(admin))) {
      throw hasAdmin() ? FirstAdmin.dead() : taken();
    }
    note(Kind.ACCOUNT_ADDED, name, name, Role.ADMIN.id());
    return open(admin, LOGIN_LIFETIME, null);
  }

  private Account fresh(String name, Role role, String password) {
    if (!Account.isName(name)) {
      throw new RefusedException(
          ErrorCode.BAD_REQUEST,
          "A name has 1 to 64 letters, digits and . _ @ - and does not begin with 'guest-'.");
    }
    return Account.fresh(name, role, hash(name, password), ports.wallClock().instant());
  }

  private String hash(String name, String password) {
    Passwords.complaint(name, password)
        .ifPresent(complaint -> {
          throw new RefusedException(ErrorCode.WEAK_PASSWORD, complaint);
        });
    return patience.worked(ports.heavy().submit(() -> passwords.hash(password)));
  }

  /// Gives the account another role, and permissions beyond it.
  public void changeRole(String actor, String name, Role role, Set<Permission> permissions) {
    done(patience.stored(ports.accounts().changeRole(name, role, permissions)));
    note(Kind.ROLE_CHANGED, actor, name, role.id());
  }

  /// Ends the account's log-ins for good.
  public void disable(String actor, String name) {
    done(patience.stored(ports.accounts().disable(name, ports.wallClock().instant())));
    note(Kind.ACCOUNT_DISABLED, actor, name, null);
  }

  /// Takes the new password and ends every log-in but `keptSessionId`.
  public void changePassword(String actor, String name, String password, String keptSessionId) {
    String hash = hash(name, password);
    done(patience.stored(ports.accounts().changePassword(name, hash, keptSessionId)));
    note(Kind.PASSWORD_CHANGED, actor, name, null);
  }

  private static void done(Change change) {
    switch (change) {
      case DONE -> {}
      case UNKNOWN -> throw unknown();
      case LAST_ADMIN ->
          throw new RefusedException(
              ErrorCode.LAST_ADMIN, "The server would have no admin any more.");
    }
  }

  private void note(Kind kind, String actor, @Nullable String target, @Nullable String detail) {
    ports.audit().note(new IdentityAct(kind, actor, target, detail, ports.wallClock().instant()));
  }

  private static RefusedException unknown() {
    return new RefusedException(ErrorCode.ACCOUNT_NOT_FOUND, "There is no such account.");
  }

  private static RefusedException taken() {
    return new RefusedException(ErrorCode.NAME_TAKEN, "There is an account of this name.");
  }
}
