// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.Set;
import palaver.base.RoomKey;
import palaver.rooms.moderation.Sanction;

/// A sanction that holds now.
final class Held extends Timed<Held.Timer> {

  enum Timer {
    /// The sanction ends by itself.
    END
  }

  private final Sanction sanction;
  private final Set<String> exempt;

  /// @param exempt users of the same network who were there when it was imposed: it is not on them
  Held(Agenda agenda, Sanction sanction, Set<String> exempt) {
    super(agenda, Timer.class);
    this.sanction = sanction;
    this.exempt = exempt;
  }

  Sanction sanction() {
    return sanction;
  }

  /// Whether it is on `who` in `room`.
  boolean concerns(RoomKey room, Subject who) {
    if (!sanction.holdsIn(room)) {
      return false;
    }
    if (who.userId().equals(sanction.userId())) {
      return true;
    }
    String mark = who.networkMark();
    return mark != null && mark.equals(sanction.networkMark()) && !exempt.contains(who.userId());
  }
}
