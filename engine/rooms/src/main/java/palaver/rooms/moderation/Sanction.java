// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;

/// What a moderator imposed on somebody, until it ends or is lifted.
///
/// @param id unique, made by whoever imposes it
/// @param roomId the room in which it holds, or null for every room of the world
/// @param userId on whom, or null for a [SanctionKind#LOCK]
/// @param networkMark also on guests who come from this network later (a keyed hash of the address
///   prefix, never the address), or null
/// @param exempt users of that network whom it is not on: they were there when it was imposed; none
///   without a mark
/// @param endsAt when it ends, for people to read; null when only a moderator ends it
public record Sanction(
    String id,
    SanctionKind kind,
    String world,
    @Nullable String roomId,
    @Nullable String userId,
    @Nullable String networkMark,
    Set<String> exempt,
    String reason,
    @Nullable Instant endsAt) {

  public Sanction {
    exempt = Collections.unmodifiableSet(new TreeSet<>(exempt));
    if (networkMark == null && !exempt.isEmpty()) {
      throw new IllegalArgumentException("nobody needs an exemption where no network is meant");
    }
    if ((userId == null) != (kind == SanctionKind.LOCK)) {
      throw new IllegalArgumentException("a lock is of a room, everything else of somebody");
    }
    if (roomId == null && (kind == SanctionKind.LOCK || kind == SanctionKind.KICK)) {
      throw new IllegalArgumentException("locks and kicks are of one room");
    }
  }

  /// A sanction on one person, whatever network they come from.
  public Sanction(
      String id,
      SanctionKind kind,
      String world,
      @Nullable String roomId,
      @Nullable String userId,
      String reason,
      @Nullable Instant endsAt) {
    this(id, kind, world, roomId, userId, null, Collections.emptySet(), reason, endsAt);
  }

  /// Whether it holds in `room`.
  public boolean holdsIn(RoomKey room) {
    return world.equals(room.world()) && (roomId == null || roomId.equals(room.roomId()));
  }

  /// Whether it and `other` forbid the same: the later takes the earlier's place.
  public boolean sameAs(Sanction other) {
    return kind == other.kind
        && world.equals(other.world)
        && java.util.Objects.equals(roomId, other.roomId)
        && java.util.Objects.equals(userId, other.userId);
  }

  /// The same, holding for a network too, but for those of it who are exempt.
  public Sanction withNetwork(@Nullable String mark, Set<String> exempt) {
    return new Sanction(id, kind, world, roomId, userId, mark, exempt, reason, endsAt);
  }

  /// What the person is told who runs into it.
  public String text() {
    String what =
        switch (kind) {
          case MUTE -> "A moderator muted you";
          case KICK -> "A moderator removed you from this room";
          case BAN -> roomId == null ? "You are banned here" : "You are banned from this room";
          case LOCK -> "A moderator locked this room";
        };
    String until = endsAt == null ? "" : " until " + endsAt;
    return what + until + (reason.isEmpty() ? "." : ": " + reason);
  }
}
