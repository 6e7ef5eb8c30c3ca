// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One log-in of an account, as it is now: role and permissions are looked up at each call, so that
/// a change of them acts at once.
///
/// @param sessionId names the log-in; it is inside the account's token
/// @param name the account's name, which is also its user id
/// @param permissions what the account was given beyond its role
/// @param secondFactorUntil until when actions that demand the second factor are open, or null
public record AccountSession(
    String sessionId,
    String name,
    Role role,
    Set<Permission> permissions,
    Instant expiresAt,
    @Nullable Instant secondFactorUntil) {

  public AccountSession {
    permissions = Identified.copy(Permission.class, permissions);
  }

  /// Whether the account may do it, second factor aside.
  public boolean may(Permission permission) {
    return role.atLeast(permission.role()) || permissions.contains(permission);
  }

  public boolean isLive(Instant now) {
    return now.isBefore(expiresAt);
  }

  /// Whether a second factor was shown not long ago.
  public boolean secondFactorOpen(Instant now) {
    return secondFactorUntil != null && now.isBefore(secondFactorUntil);
  }
}
