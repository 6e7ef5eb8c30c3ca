// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.base.Sheddable;
import palaver.rtc.peer.PeerConnection;
import palaver.rtc.peer.PeerTable;

/// Who is connected, found by session or by connection number, and the rooms that they are in.
final class Participants {
  private final Limits limits;
  private final PeerTable peers;
  private final DeadlineHeap deadlines;
  private final Map<SessionId, Participant> bySession = new LinkedHashMap<>();
  private final Map<RoomKey, Room> rooms = new LinkedHashMap<>();
  private final Set<SessionId> silencedBefore = new LinkedHashSet<>();
  private final @Nullable Participant[] byNumber;
  private final int[] freeNumbers;
  private int freeCount;
  private int talkersMax = Sheddable.EVERYBODY;

  Participants(Limits limits, PeerTable peers, DeadlineHeap deadlines) {
    this.deadlines = deadlines;
    this.limits = limits;
    this.peers = peers;
    byNumber = new @Nullable Participant[limits.connectionsMax()];
    freeNumbers = new int[limits.connectionsMax()];
    for (int number = limits.connectionsMax() - 1; number >= 0; number--) {
      freeNumbers[freeCount++] = number;
    }
  }

  int count() {
    return bySession.size();
  }

  int roomCount() {
    return rooms.size();
  }

  /// Everybody, in the order in which they came.
  Collection<Participant> all() {
    return Collections.unmodifiableCollection(bySession.values());
  }

  @Nullable Participant bySession(SessionId session) {
    return bySession.get(session);
  }

  Participant byNumber(int number) {
    Participant found = byNumber[number];
    if (found == null) {
      throw new IllegalStateException("connection " + number + " has no participant");
    }
    return found;
  }

  /// Whether limits and the room allow this one more.
  boolean hasRoomFor(SfuCommand.Connect connect) {
    if (freeCount == 0 || connect.participantsMax() > limits.participantsPerRoomMax()) {
      return false;
    }
    Room room = rooms.get(connect.room());
    return room == null ? rooms.size() < limits.roomsMax() : connect.observer() || !room.isFull();
  }

  /// Opens the connection of a participant and finds or opens the room, which they still have to
  /// join.
  Participant add(long nowNs, SfuCommand.Connect connect) {
    int number = freeNumbers[freeCount - 1];
    PeerConnection connection = peers.connect(nowNs, number, connect.parameters());
    freeCount--;
    Talker talker =
        new Talker(
            connect.session(),
            connect.stream(),
            connect.parameters().publishMid() != null,
            connect.observer());
    Room room = rooms.computeIfAbsent(connect.room(), key -> open(key, connect.participantsMax()));
    Participant added = new Participant(room, talker, connection, connect.parameters().slots());
    byNumber[number] = added;
    bySession.put(connect.session(), added);
    return added;
  }

  private Room open(RoomKey key, int participantsMax) {
    Room room = new Room(key, participantsMax, deadlines);
    room.shedTo(talkersMax);
    return room;
  }

  /// Forgets a participant, who still has to leave the room.
  void remove(Participant leaving) {
    int number = leaving.connection.number();
    byNumber[number] = null;
    freeNumbers[freeCount++] = number;
    bySession.remove(leaving.talker.session);
    if (leaving.room.count() == 1) {
      rooms.remove(leaving.room.key);
    }
  }

  void shedTo(int talkersMax) {
    this.talkersMax = talkersMax;
    rooms.values().forEach(room -> room.shedTo(talkersMax));
  }

  /// Remembers that a session is silenced which has no connection at present.
  void keepSilence(SessionId session) {
    if (silencedBefore.size() < limits.connectionsMax()) {
      silencedBefore.add(session);
    }
  }

  /// Whether a session was silenced before it had a connection; forgets it.
  boolean takeSilence(SessionId session) {
    return silencedBefore.remove(session);
  }
}
