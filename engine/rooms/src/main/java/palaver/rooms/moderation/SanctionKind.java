// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.moderation;

import java.util.Locale;

/// What a [Sanction] forbids.
public enum SanctionKind {
  /// Speaking: nothing of theirs is forwarded.
  MUTE,
  /// Coming back into the room for a short while.
  KICK,
  /// Being in the room, or in any room of the world.
  BAN,
  /// Entering the room at all; it is of a room and not of a person.
  LOCK;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name in messages and in the store.
  public String wireName() {
    return wireName;
  }
}
