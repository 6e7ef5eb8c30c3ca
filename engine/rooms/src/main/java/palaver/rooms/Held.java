// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import palaver.base.RoomKey;
import palaver.rooms.moderation.Sanction;

/// A sanction that holds now.
final class Held extends Timed<Held.Timer> {

  enum Timer {
    /// The sanction ends by itself.
    END
  }

  private final Sanction sanction;

  Held(Agenda agenda, Sanction sanction) {
    super(agenda, Timer.class);
    this.sanction = sanction;
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
    return mark != null
        && mark.equals(sanction.networkMark())
        && !sanction.exempt().contains(who.userId());
  }
}
