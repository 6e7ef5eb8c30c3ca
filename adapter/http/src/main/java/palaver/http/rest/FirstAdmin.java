// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import palaver.identity.FirstAdminLink;
import palaver.rooms.ErrorCode;

/// The link that makes the first admin, while there is one.
public final class FirstAdmin {
  private final InstantSource wallClock;
  private final Runnable used;
  private volatile @Nullable FirstAdminLink link;

  /// @param link the link, or null when there is an admin already
  /// @param used called once it has been used
  public FirstAdmin(@Nullable FirstAdminLink link, InstantSource wallClock, Runnable used) {
    this.link = link;
    this.wallClock = wallClock;
    this.used = used;
  }

  /// Nobody can become the first admin.
  public static FirstAdmin none() {
    return new FirstAdmin(null, InstantSource.system(), () -> {});
  }

  /// Makes the first admin, if this is the secret of the link.
  AccountDesk.LoggedIn claim(AccountDesk desk, String secret, String name, String password) {
    FirstAdminLink present = link;
    if (present == null || !present.accepts(secret, wallClock.instant()) || desk.hasAdmin()) {
      throw dead();
    }
    AccountDesk.LoggedIn admin = desk.addFirstAdmin(name, password);
    link = null;
    used.run();
    return admin;
  }

  static RefusedException dead() {
    return new RefusedException(
        ErrorCode.BAD_LINK,
        "This link is wrong, was used, or is older than an hour. Start the server again for"
            + " another, or use `palaver admin user add`.");
  }
}
