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
      new StoreLimits(4096, 256, 5_000_000, 2, 64, 50, 3_600_000_000_000L, 60_000_000_000L, 0);

  private volatile Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  void advanceSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  /// The wall clock is set by so much; the time that passes does not change.
  static void clockJumps(Fixture fixture, long seconds) {
    fixture.advanceSeconds(seconds);
  }

  Store open(Path folder) {
    return open(folder, LIMITS);
  }

  Store open(Path folder, StoreLimits limits) {
    return Store.open(TestDatabase.in(folder), this, limits);
  }

  /// The same database seen by another program.
  static Jdbi other(Path folder) {
    return TestDatabase.other(folder);
  }

  static SessionRecord opened(String session, Instant joinedAt) {
    return SessionRecord.opened(new SessionId(session), ROOM, "u-" + session, "Ada", joinedAt);
  }

  static SessionEnd left(Instant leftAt) {
    return new SessionEnd(leftAt, 61, 12, EndReason.LEFT);
  }
}
