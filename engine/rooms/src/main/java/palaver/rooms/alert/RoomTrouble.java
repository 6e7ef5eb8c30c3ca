// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import palaver.base.RoomKey;
import palaver.rooms.EndReason;

/// Several sessions of one room that end badly within a while.
final class RoomTrouble {

  private final long windowNs;
  private final int endsMax;
  private final int roomsMax;

  /// When sessions ended badly, the room with the oldest trouble first.
  private final LinkedHashMap<RoomKey, Deque<Long>> badEnds = new LinkedHashMap<>();

  RoomTrouble(long windowNs, int endsMax, int roomsMax) {
    this.windowNs = windowNs;
    this.endsMax = endsMax;
    this.roomsMax = roomsMax;
  }

  List<Alert> ended(long nowNs, AlertFact.SessionEnded ended) {
    if (!isBad(ended.reason())) {
      return List.of();
    }
    Deque<Long> ends = endsOf(ended.room());
    ends.addLast(nowNs);
    while (nowNs - ends.getFirst() > windowNs || ends.size() > endsMax) {
      ends.removeFirst();
    }
    if (ends.size() < endsMax) {
      return List.of();
    }
    String text =
        endsMax + " sessions in this room lost their connection within " + seconds() + " s.";
    return List.of(AlertRules.inRoom(AlertKind.ROOM_ISSUE, ended.room(), text));
  }

  private long seconds() {
    return windowNs / 1_000_000_000L;
  }

  private Deque<Long> endsOf(RoomKey room) {
    Deque<Long> known = badEnds.get(room);
    if (known != null) {
      return known;
    }
    if (badEnds.size() == roomsMax) {
      badEnds.pollFirstEntry();
    }
    Deque<Long> fresh = new ArrayDeque<>();
    badEnds.put(room, fresh);
    return fresh;
  }

  /// Whether nobody wanted this end.
  private static boolean isBad(EndReason reason) {
    return switch (reason) {
      case MEDIA_UNREACHABLE, MEDIA_LOST, SIGNALING_LOST -> true;
      // A restart has an alert of its own.
      case MEDIA_RESTART -> false;
      case LEFT,
          TAKEN_OVER,
          JOINED_TOO_LATE,
          SERVER_STOPPING,
          ROOM_CLOSED,
          KICKED,
          BANNED,
          CRASH,
          ABANDONED ->
          false;
    };
  }
}
