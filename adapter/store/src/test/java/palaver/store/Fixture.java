// SPDX-License-Identifier: Apache-2.0
package palaver.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.EndReason;
import palaver.rooms.SessionEnd;
import palaver.rooms.SessionRecord;

/// A clock set by hand, and rows to write.
final class Fixture implements InstantSource {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.000Z");
  static final RoomKey ROOM = new RoomKey("materie", "materie-1");
  static final StoreLimits LIMITS =
      new StoreLimits(4096, 256, 5_000_000, 2, 64, 50, 3_600_000_000_000L);

  private volatile Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  void advanceSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  Store open(Path folder) {
    return Store.open(database(folder), this, LIMITS);
  }

  static Path database(Path folder) {
    return folder.resolve("palaver.db");
  }

  /// The same file seen by another program.
  static Jdbi other(Path folder) {
    return Jdbi.create("jdbc:sqlite:" + database(folder));
  }

  static SessionRecord opened(String session, Instant joinedAt) {
    return SessionRecord.opened(new SessionId(session), ROOM, "u-" + session, "Ada", joinedAt);
  }

  static SessionEnd left(Instant leftAt) {
    return new SessionEnd(leftAt, 61, 12, EndReason.LEFT);
  }
}
