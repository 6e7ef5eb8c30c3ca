// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;

/// What a moderator wants done to a running service. It takes effect on the media path first.
public sealed interface Moderation {

  /// Imposes a sanction on whoever it concerns, here or later.
  ///
  /// @param lastsNs for how long from now, [Long#MAX_VALUE] without end
  record Impose(Sanction sanction, long lastsNs) implements Moderation {
    public Impose {
      if (lastsNs < 1) {
        throw new IllegalArgumentException("a sanction lasts");
      }
    }
  }

  /// Lifts a sanction. The scope is the sanction's own: lifting a room's ban leaves a world's ban.
  record Lift(SanctionKind kind, String world, @Nullable String roomId, @Nullable String userId)
      implements Moderation {}

  /// Tells somebody in a room what a moderator has to say.
  record Warn(RoomKey room, String userId, String reason) implements Moderation {}

  /// Ends every session of a room.
  record EndCall(RoomKey room, String reason) implements Moderation {}

  /// Takes a message out of a room's chat.
  record RemoveMessage(RoomKey room, String messageId) implements Moderation {}
}
