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
  private String name;
  private int participantsMax;
  private int participantsMaxNext;
  private boolean listed;
  private Topology topology;
  private Topology topologyNext;
  private final PeerOffers offers = new PeerOffers();
  private final Limits limits;
  private final Map<String, Seat> present = new LinkedHashMap<>();
  private final Map<SessionId, Seat> reserved = new LinkedHashMap<>();
  private final Map<String, Seat> observers = new LinkedHashMap<>();
  private int mediaThread = NO_THREAD;
  private int streams;
  private long revision;

  Room(
      RoomKey key,
      String name,
      int participantsMax,
      boolean listed,
      Topology topology,
      Limits limits) {
    this.key = key;
    this.name = name;
    this.participantsMax = participantsMax;
    participantsMaxNext = participantsMax;
    this.listed = listed;
    this.topology = topology;
    topologyNext = topology;
    this.limits = limits;
  }

  RoomKey key() {
    return key;
  }

  String name() {
    return name;
  }

  boolean listed() {
    return listed;
  }

  int participantsMax() {
    return participantsMax;
  }

  Topology topology() {
    return topology;
  }

  /// Whether its participants' browsers connect to each other.
  boolean mesh() {
    return topology == Topology.MESH;
  }

  /// The open offers between its peers; none but in a mesh.
  PeerOffers offers() {
    return offers;
  }

  /// How many people one participant hears at once through the server.
  int slots() {
    return mesh() ? 0 : Math.min(participantsMax - 1, limits.slotsMax());
  }

  /// How many people an observer hears at once: nobody is themself.
  int observerSlots() {
    return participantsMax - 1 > limits.slotsMax() ? limits.slotsMax() : participantsMax;
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
    participantsMax = participantsMaxNext;
    topology = topologyNext;
  }

  /// Is listed from now on, by the name of `config`, and has its limit and topology as soon as
  /// nobody is in it: those who are have places for as many as there were when they came, and hear
  /// each other as before.
  void list(RoomsConfig.ListedRoom config) {
    listed = true;
    name = config.name();
    participantsMaxNext = config.participantsMax();
    topologyNext = config.topology();
    if (!open()) {
      participantsMax = participantsMaxNext;
      topology = topologyNext;
    }
  }

  /// Is not listed any more: nobody new may come, and those who are there may stay.
  void unlist() {
    listed = false;
  }

  ServerMessage.RoomInfo info() {
    return new ServerMessage.RoomInfo(key.roomId(), name, key.world(), participantsMax, topology);
  }

  Answer.RoomSummary summary() {
    return new Answer.RoomSummary(key.roomId(), name, present.size(), participantsMax, topology);
  }

  /// The next stream number; none is ever given twice.
  int nextStream() {
    return ++streams;
  }

  /// Whether `userId` may have a seat. Somebody who has one already always may.
  boolean hasPlaceFor(String userId) {
    Set<String> users = new LinkedHashSet<>(present.keySet());
    reserved.values().stream().filter(seat -> !seat.observer()).forEach(s -> users.add(s.userId()));
    return users.contains(userId) || users.size() < participantsMax;
  }

  /// Whether one more observer may listen, or the same one again.
  boolean hasPlaceForObserver(String userId) {
    return observers.containsKey(userId)
        || observers.size() < limits.community().observersPerRoomMax();
  }

  /// Whether `userId` has a seat already.
  boolean knows(String userId) {
    return present.containsKey(userId) || reservationsOf(userId) > 0;
  }

  int reservationsOf(String userId) {
    return (int) reserved.values().stream().filter(seat -> seat.userId().equals(userId)).count();
  }

  int seatCount() {
    return present.size() + reserved.size() + observers.size();
  }

  Collection<Seat> present() {
    return List.copyOf(present.values());
  }

  /// Everybody present, observers last.
  List<Seat> everybody() {
    List<Seat> all = new ArrayList<>(present.values());
    all.addAll(observers.values());
    return all;
  }

  /// Every seat, reserved ones last.
  List<Seat> seats() {
    List<Seat> all = everybody();
    all.addAll(reserved.values());
    return all;
  }

  List<ServerMessage.Observer> observers() {
    return observers.values().stream()
        .map(seat -> new ServerMessage.Observer(seat.userId(), seat.username()))
        .toList();
  }

  Collection<Seat> reserved() {
    return List.copyOf(reserved.values());
  }

  @Nullable Seat presentSeat(String userId) {
    return present.get(userId);
  }

  /// The seat whose place `newer` takes, or null.
  @Nullable Seat formerOf(Seat newer) {
    return (newer.observer() ? observers : present).get(newer.userId());
  }

  List<Participant> participants() {
    return present.values().stream().map(Seat::participant).toList();
  }

  /// Everybody present as the joiner finds them, and the joiner last, but for an observer.
  List<Participant> participantsWith(Seat joiner) {
    List<Participant> all = new ArrayList<>();
    for (Seat seat : present.values()) {
      if (joiner.observer() || !seat.userId().equals(joiner.userId())) {
        all.add(seat.participant());
      }
    }
    if (!joiner.observer()) {
      all.add(joiner.participant());
    }
    return all;
  }

  void reserve(Seat seat) {
    reserved.put(seat.session(), seat);
  }

  void show(Seat seat) {
    reserved.remove(seat.session());
    (seat.observer() ? observers : present).put(seat.userId(), seat);
    present.values().forEach(other -> other.participantsNow(present.size()));
  }

  void remove(Seat seat) {
    reserved.remove(seat.session());
    present.remove(seat.userId(), seat);
    observers.remove(seat.userId(), seat);
    offers.forget(seat);
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
    for (Seat seat : everybody()) {
      Socket socket = seat.socket();
      if (socket != null) {
        turn.send(socket, message);
      }
    }
  }
}
