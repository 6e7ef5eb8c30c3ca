// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.List;

/// What somebody is on this server and may do here, as their page is told. Whoever acts is judged
/// anew at each call: this only says what a page should offer.
///
/// @param role `guest`, or the role of an account: `user`, `moderator` or `admin`
/// @param permissions stable identifiers such as `sanction`; none for a guest
public record Standing(String role, List<String> permissions) {

  /// Somebody without an account.
  public static final Standing GUEST = new Standing("guest", List.of());

  public Standing {
    permissions = List.copyOf(permissions);
  }
}
