// SPDX-License-Identifier: Apache-2.0
package palaver.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was done to accounts or keys, for the audit log.
///
/// @param actor the account that did it, or `console` for somebody with access to the machine
/// @param target the account or key it was done to, or null
/// @param detail no secret; a role, scopes, an end; or null
public record IdentityAct(
    Kind kind, String actor, @Nullable String target, @Nullable String detail, Instant at) {

  /// What was done.
  public enum Kind implements Identified {
    LOGGED_IN("account.logged-in"),
    LOGIN_FAILED("account.login-failed"),
    ACCOUNT_ADDED("account.added"),
    ACCOUNT_DISABLED("account.disabled"),
    ROLE_CHANGED("account.role-changed"),
    PASSWORD_CHANGED("account.password-changed"),
    SECOND_FACTOR_ENROLLED("second-factor.enrolled"),
    SECOND_FACTOR_LOCKED("second-factor.locked"),
    CONSOLE_TOKEN_MADE("account.console-token"),
    KEY_ADDED("key.added"),
    KEY_ROTATED("key.rotated"),
    KEY_REVOKED("key.revoked");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }
}
