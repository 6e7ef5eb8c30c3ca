// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;

/// The row of a voice session.
///
/// @param end null while the session is open
public record SessionRecord(
    SessionId session,
    RoomKey room,
    String userId,
    @Nullable String username,
    Instant joinedAt,
    @Nullable SessionEnd end) {

  /// A session that begins at `joinedAt`.
  public static SessionRecord opened(
      SessionId session, RoomKey room, String userId, String username, Instant joinedAt) {
    return new SessionRecord(session, room, userId, username, joinedAt, null);
  }
}
