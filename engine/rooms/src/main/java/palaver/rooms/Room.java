// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;

/// One room: who has a seat, who is present, and the revision of what they see.
final class Room {
  private static final int NO_THREAD = -1;

  private final RoomKey key;
  private final String name;
  private final int participantsMax;
  private final boolean listed;
  private final Limits limits;
  private final Map<String, Seat> present = new LinkedHashMap<>();
  private final Map<SessionId, Seat> reserved = new LinkedHashMap<>();
  private final Map<String, String> silenceReasons = new LinkedHashMap<>();
  private int mediaThread = NO_THREAD;
  private int streams;
  private long revision;

  Room(RoomKey key, String name, int participantsMax, boolean listed, Limits limits) {
    this.key = key;
    this.name = name;
    this.participantsMax = participantsMax;
    this.listed = listed;
    this.limits = limits;
  }

  RoomKey key() {
    return key;
  }

  boolean listed() {
    return listed;
  }

  int participantsMax() {
    return participantsMax;
  }

  /// How many people one participant hears at once.
  int slots() {
    return Math.min(participantsMax - 1, limits.slotsMax());
  }

  /// The media thread that carries the room while it is open.
  int mediaThread() {
    return mediaThread;
  }

  boolean open() {
    return mediaThread != NO_THREAD;
  }

  void openOn(int thread) {
    mediaThread = thread;
  }

  void close() {
    mediaThread = NO_THREAD;
  }

  ServerMessage.RoomInfo info() {
    return new ServerMessage.RoomInfo(key.roomId(), name, key.world(), participantsMax);
  }

  Answer.RoomSummary summary() {
    return new Answer.RoomSummary(key.roomId(), name, present.size(), participantsMax);
  }

  /// The next stream number; none is ever given twice.
  int nextStream() {
    return ++streams;
  }

  /// Whether `userId` may have a seat. Somebody who has one already always may.
  boolean hasPlaceFor(String userId) {
    Set<String> users = new LinkedHashSet<>(present.keySet());
    reserved.values().forEach(seat -> users.add(seat.userId()));
    return users.contains(userId) || users.size() < participantsMax;
  }

  int reservationsOf(String userId) {
    return (int) reserved.values().stream().filter(seat -> seat.userId().equals(userId)).count();
  }

  int seatCount() {
    return present.size() + reserved.size();
  }

  Collection<Seat> present() {
    return List.copyOf(present.values());
  }

  Collection<Seat> reserved() {
    return List.copyOf(reserved.values());
  }

  @Nullable Seat presentSeat(String userId) {
    return present.get(userId);
  }

  List<Participant> participants() {
    return present.values().stream().map(Seat::participant).toList();
  }

  /// Everybody present as the joiner finds them, and the joiner last.
  List<Participant> participantsWith(Seat joiner) {
    List<Participant> all = new ArrayList<>();
    for (Seat seat : present.values()) {
      if (!seat.userId().equals(joiner.userId())) {
        all.add(seat.participant());
      }
    }
    all.add(joiner.participant());
    return all;
  }

  void reserve(Seat seat) {
    reserved.put(seat.session(), seat);
  }

  void show(Seat seat) {
    reserved.remove(seat.session());
    present.put(seat.userId(), seat);
    present.values().forEach(other -> other.participantsNow(present.size()));
  }

  void remove(Seat seat) {
    reserved.remove(seat.session());
    present.remove(seat.userId(), seat);
  }

  long revision() {
    return revision;
  }

  /// Sends the next numbered message to everybody present.
  void announce(Turn turn, LongFunction<ServerMessage> message) {
    tell(turn, message.apply(++revision));
  }

  /// Sends a message without a number to everybody present.
  void tell(Turn turn, ServerMessage message) {
    for (Seat seat : present.values()) {
      Socket socket = seat.socket();
      if (socket != null) {
        turn.send(socket, message);
      }
    }
  }

  /// Why a moderator muted `userId`, or null. It outlives the session: a new join undoes no mute.
  @Nullable String silenceReason(String userId) {
    return silenceReasons.get(userId);
  }

  /// Mutes `userId` as a moderator for `reason`, or unmutes them when it is null.
  void setSilence(String userId, @Nullable String reason) {
    if (reason == null) {
      silenceReasons.remove(userId);
      return;
    }
    silenceReasons.put(userId, reason);
    if (silenceReasons.size() > limits.silencesPerRoomMax()) {
      silenceReasons.remove(silenceReasons.keySet().iterator().next());
    }
  }
}
