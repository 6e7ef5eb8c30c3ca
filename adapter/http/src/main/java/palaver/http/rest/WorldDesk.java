// SPDX-License-Identifier: Apache-2.0
package palaver.http.rest;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import palaver.http.access.Caller;
import palaver.http.json.Wire;
import palaver.http.json.WorldAnswer;
import palaver.http.json.WorldEntry;
import palaver.rooms.ErrorCode;
import palaver.rooms.RoomsCommand;
import palaver.rooms.audit.AuditNote;
import palaver.rooms.audit.AuditTrail;
import palaver.rooms.world.HostedWorld;
import palaver.rooms.world.WorldRecords;

/// What every change of a world or a room ends with: the rooms that run take it over, and the audit
/// log has it before the caller is told.
final class WorldDesk {
  private final RoomsClient rooms;
  private final WorldRecords worlds;
  private final AuditTrail audit;
  private final InstantSource wallClock;
  private final Object telling = new Object();

  WorldDesk(RoomsClient rooms, WorldRecords worlds, AuditTrail audit, InstantSource wallClock) {
    this.rooms = rooms;
    this.worlds = worlds;
    this.audit = audit;
    this.wallClock = wallClock;
  }

  /// A change that is stored already.
  ///
  /// @param action as in the audit log, such as `room.added`
  /// @param what the fields that are different, for people
  record Change(
      Caller.Account admin, String action, String world, @Nullable String roomId, String what) {}

  /// Has the rooms take over what is stored now, notes the change and answers with its world.
  void finish(Context context, Change change, HostedWorld now) {
    Instant at = settle(change);
    Answers.send(context, 200, new WorldAnswer(true, WorldEntry.of(now), Wire.iso(at)));
  }

  /// The same without an answer.
  ///
  /// @return when it was noted
  Instant settle(Change change) {
    host();
    Instant at = wallClock.instant();
    rooms.settled(
        audit.note(
            new AuditNote(
                at,
                change.action(),
                change.world(),
                change.roomId(),
                null,
                change.admin().name(),
                null,
                change.what().isBlank() ? null : change.what().strip())));
    return at;
  }

  /// When the rooms cannot take it over now, it holds from the next start on, or when any change is
  /// made again. One call at a time, so that what is older is never told after what is newer.
  private void host() {
    synchronized (telling) {
      if (!rooms.tell(
          new RoomsCommand.Host(worlds.all().stream().map(HostedWorld::hosted).toList()))) {
        throw RoomsClient.overloaded();
      }
    }
  }

  /// A field and its value for the audit log; empty when it stays as it is.
  static String words(String field, @Nullable Object value) {
    return value == null ? "" : field + "=" + value + " ";
  }

  static void requireSomething(
      @Nullable Object one, @Nullable Object other, @Nullable Object third) {
    if (one == null && other == null && third == null) {
      throw new RefusedException(ErrorCode.BAD_REQUEST, "Nothing is to be changed.");
    }
  }

  static RefusedException noWorld() {
    return new RefusedException(ErrorCode.WORLD_NOT_FOUND, "There is no such world.");
  }
}
