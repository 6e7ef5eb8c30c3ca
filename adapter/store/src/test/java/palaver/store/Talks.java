// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;
import palaver.rtc.ConnectionQuality;

/// Writes sessions as a server would.
final class Talks {

  private final Store store;
  private int sessions;

  Talks(Store store) {
    this.store = store;
  }

  void talk(
      RoomKey room,
      String user,
      Instant joinedAt,
      long seconds,
      long speaking,
      @Nullable ConnectionQuality quality) {
    SessionId session = joined(room, user, joinedAt);
    left(session, joinedAt.plusSeconds(seconds), seconds, speaking, quality);
  }

  SessionId joined(RoomKey room, String user, Instant joinedAt) {
    SessionId session = new SessionId("s" + sessions++);
    var _ = store.sessions().insert(SessionRecord.opened(session, room, user, user, joinedAt));
    return session;
  }

  void left(
      SessionId session,
      Instant leftAt,
      long seconds,
      long speaking,
      @Nullable ConnectionQuality quality) {
    SessionEnd.Measured measured = new SessionEnd.Measured(1, quality);
    store
        .sessions()
        .end(session, new SessionEnd(leftAt, seconds, speaking, EndReason.LEFT, measured))
        .join();
  }
}
