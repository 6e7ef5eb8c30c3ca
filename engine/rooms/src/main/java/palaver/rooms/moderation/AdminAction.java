// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that a moderator did: a row of `admin_actions`.
///
/// @param actionId unique; noting the same twice changes nothing
/// @param type such as `kick`, `mute`, `ban`, `warn`
/// @param targetUserId whom it was meant for, [#EVERYBODY] for what is of a whole room
/// @param source whether the server did it or was told of it
/// @param endsAt when what was imposed ends, or null
public record AdminAction(
    String actionId,
    String type,
    String targetUserId,
    @Nullable String targetUsername,
    String adminUserId,
    @Nullable String adminUsername,
    String world,
    @Nullable String roomId,
    @Nullable String reason,
    Instant at,
    Source source,
    @Nullable Instant endsAt) {

  /// The target of what is of a whole room.
  public static final String EVERYBODY = "*";

  /// Where a row comes from.
  public enum Source {
    /// The server did it.
    ENFORCED,
    /// A client says that it was done; it counts for nothing.
    REPORTED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }
}
