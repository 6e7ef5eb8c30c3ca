// SPDX-License-Identifier: Apache-2.0
package palaver.rooms.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionQuality;

/// Rooms in which at least half of those measured have bad connections for several measurements in
/// a row.
final class QualityWatch {

  private static final class Watched {
    final RoomKey room;
    ConnectionQuality last = ConnectionQuality.NONE;
    boolean measured;
    int badInARow;

    Watched(RoomKey room) {
      this.room = room;
    }
  }

  private final AlertLimits limits;
  private final Map<SessionId, Watched> sessions = new LinkedHashMap<>();
  private final Map<RoomKey, SequencedMap<SessionId, Watched>> rooms = new LinkedHashMap<>();

  QualityWatch(AlertLimits limits) {
    this.limits = limits;
  }

  void shown(SessionId session, RoomKey room) {
    if (sessions.size() < limits.sessionsMax() && !sessions.containsKey(session)) {
      Watched watched = new Watched(room);
      sessions.put(session, watched);
      rooms.computeIfAbsent(room, _ -> new LinkedHashMap<>()).put(session, watched);
    }
  }

  void ended(SessionId session) {
    Watched gone = sessions.remove(session);
    if (gone != null) {
      SequencedMap<SessionId, Watched> left = people(gone.room);
      left.remove(session);
      if (left.isEmpty()) {
        rooms.remove(gone.room);
      }
    }
  }

  List<Alert> measured(AlertFact.QualityMeasured fact) {
    Watched of = sessions.get(fact.session());
    if (of == null) {
      return List.of();
    }
    boolean bad = isBad(of.last, fact.quality());
    of.last = fact.quality();
    of.measured = true;
    of.badInARow = bad ? of.badInARow + 1 : 0;
    return of.badInARow >= limits.badMeasuresMin() ? judge(of.room) : List.of();
  }

  private List<Alert> judge(RoomKey room) {
    long measured = 0;
    long bad = 0;
    for (Watched each : people(room).values()) {
      measured += each.measured ? 1 : 0;
      bad += each.badInARow >= limits.badMeasuresMin() ? 1 : 0;
    }
    if (2 * bad < measured) {
      return List.of();
    }
    String text = bad + " of " + measured + " connections in this room carry sound badly.";
    return List.of(AlertRules.inRoom(AlertKind.QUALITY_DROP, room, text));
  }

  private SequencedMap<SessionId, Watched> people(RoomKey room) {
    SequencedMap<SessionId, Watched> people = rooms.get(room);
    return people == null ? new LinkedHashMap<>() : people;
  }

  private boolean isBad(ConnectionQuality before, ConnectionQuality now) {
    return now.roundTripNs() > limits.roundTripNsMax()
        || now.jitterNs() > limits.jitterNsMax()
        || lossBetween(before, now) > limits.lossShareMax();
  }

  /// The share of packets lost between two measurements in the worse direction. What comes late
  /// takes a loss back, so a difference may be negative: it counts as none.
  private double lossBetween(ConnectionQuality before, ConnectionQuality now) {
    ConnectionQuality since =
        now.packetsIn() < before.packetsIn() ? ConnectionQuality.NONE : before;
    long lostIn = Math.max(0, now.lostIn() - since.lostIn());
    long lostOut = Math.max(0, now.lostOut() - since.lostOut());
    return Math.max(
        share(lostIn, now.packetsIn() - since.packetsIn() + lostIn),
        share(lostOut, now.packetsOut() - since.packetsOut()));
  }

  /// 0 when there were too few packets to say.
  private double share(long lost, long expected) {
    return expected < limits.packetsMin() ? 0 : (double) lost / expected;
  }
}
