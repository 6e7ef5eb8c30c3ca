// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import palaver.identity.Account;
import palaver.identity.AccountSession;
import palaver.identity.Identified;
import palaver.identity.Permission;
import palaver.identity.Role;

/// Reads and writes of the tables `accounts` and `account_sessions`.
final class AccountRows {

  private static final String ACCOUNTS =
      """
      SELECT a.user_id, u.role, u.permissions, a.password_hash, a.created_at, a.disabled_at,
          EXISTS (SELECT 1 FROM second_factors f WHERE f.user_id = a.user_id AND f.confirmed)
      FROM accounts a JOIN users u ON u.user_id = a.user_id
      """;

  private AccountRows() {}

  static List<Account> all(Handle handle) {
    return handle.createQuery(ACCOUNTS + "ORDER BY a.user_id").map((row, _) -> account(row)).list();
  }

  static Optional<Account> find(Handle handle, String name) {
    return handle
        .createQuery(ACCOUNTS + "WHERE a.user_id = :name")
        .bind("name", name)
        .map((row, _) -> account(row))
        .findOne();
  }

  static int otherAdmins(Handle handle, String name) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM accounts a JOIN users u ON u.user_id = a.user_id
            WHERE u.role = 'admin' AND a.disabled_at IS NULL AND a.user_id <> :name
            """)
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /// False when the name is taken by another account. A user of that name who has been in a room
  /// becomes the account.
  static boolean insert(Handle handle, Account fresh) {
    String at = Timestamps.text(fresh.createdAt());
    handle
        .createUpdate(
            """
            INSERT INTO users (user_id, username, role, permissions, created_at, last_seen_at)
            VALUES (:name, :name, 'user', '', :at, :at)
            ON CONFLICT(user_id) DO NOTHING
            """)
        .bind("name", fresh.name())
        .bind("at", at)
        .execute();
    boolean added =
        handle
                .createUpdate(
                    """
                    INSERT INTO accounts (user_id, password_hash, created_at)
                    VALUES (:name, :hash, :at)
                    ON CONFLICT(user_id) DO NOTHING
                    """)
                .bind("name", fresh.name())
                .bind("hash", fresh.passwordHash())
                .bind("at", at)
                .execute()
            == 1;
    if (added) {
      rights(handle, fresh.name(), fresh.role(), Identified.join(fresh.permissions()));
    }
    return added;
  }

  static void rights(Handle handle, String name, Role role, String permissions) {
    handle
        .createUpdate(
            "UPDATE users SET role = :role, permissions = :permissions WHERE user_id = :name")
        .bind("role", role.id())
        .bind("permissions", permissions)
        .bind("name", name)
        .execute();
  }

  static Optional<AccountSession> session(Handle handle, String sessionId) {
    return handle
        .createQuery(
            """
            SELECT s.session_id, s.user_id, u.role, u.permissions, s.expires_at,
                s.second_factor_until
            FROM account_sessions s
            JOIN accounts a ON a.user_id = s.user_id
            JOIN users u ON u.user_id = s.user_id
            WHERE s.session_id = :session AND a.disabled_at IS NULL
            """)
        .bind("session", sessionId)
        .map((row, _) ->
            new AccountSession(
                row.getString(1),
                row.getString(2),
                role(row.getString(3)),
                Identified.parse(Permission.class, row.getString(4)),
                Timestamps.parse(row.getString(5)).orElse(Instant.EPOCH),
                time(row.getString(6))))
        .findOne();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString(1),
        role(row.getString(2)),
        Identified.parse(Permission.class, row.getString(3)),
        row.getString(4),
        Timestamps.parse(row.getString(5)).orElse(Instant.EPOCH),
        time(row.getString(6)),
        row.getBoolean(7));
  }

  /// A role that we do not know may nothing.
  private static Role role(String id) {
    return Identified.find(Role.class, id).orElse(Role.USER);
  }

  private static @Nullable Instant time(@Nullable String text) {
    return Timestamps.parse(text).orElse(null);
  }
}
