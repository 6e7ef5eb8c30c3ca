// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Somebody who can log in.
///
/// @param name also the account's user id
/// @param permissions what it was given beyond its role
/// @param passwordHash see [Passwords]
/// @param disabledAt since when it cannot log in, or null
/// @param secondFactor whether an authenticator was confirmed
public record Account(
    String name,
    Role role,
    Set<Permission> permissions,
    String passwordHash,
    Instant createdAt,
    @Nullable Instant disabledAt,
    boolean secondFactor) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final String GUESTS = "guest-";

  public Account {
    permissions = Identified.copy(Permission.class, permissions);
  }

  /// A new account with the permissions of its role.
  public static Account fresh(String name, Role role, String passwordHash, Instant createdAt) {
    return new Account(
        name, role, EnumSet.noneOf(Permission.class), passwordHash, createdAt, null, false);
  }

  /// Whether an account may have this name: 1 to 64 letters, digits and `. _ @ -`, and not like the
  /// ids of guests.
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.startsWith(GUESTS);
  }

  @Override
  public String toString() {
    return "Account[name=" + name + ", role=" + role + "]";
  }
}
