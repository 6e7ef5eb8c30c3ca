// SPDX-License-Identifier: Apache-2.0
package palaver.http.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rooms.RoomsEvent;
import palaver.rooms.Topology;
import palaver.rtc.ConnectionGrade;

/// Who is in which call, put together from the rooms' events. Not safe for several threads.
final class Calls {

  /// One session.
  static final class Seat {
    final RoomsEvent.SeatShown shown;
    boolean speaking;
    @Nullable ConnectionGrade grade;

    Seat(RoomsEvent.SeatShown shown) {
      this.shown = shown;
    }
  }

  private static final class Call {
    private final String roomName;
    private final Instant startedAt;
    private final Topology topology;
    private final Map<SessionId, Seat> seats = new LinkedHashMap<>();

    private Call(String roomName, Instant startedAt, Topology topology) {
      this.roomName = roomName;
      this.startedAt = startedAt;
      this.topology = topology;
    }
  }

  private final Map<RoomKey, Call> calls = new LinkedHashMap<>();
  private final Map<SessionId, Seat> seats = new LinkedHashMap<>();

  /// Adds a session; true when a call begins with it.
  boolean shown(RoomsEvent.SeatShown event, Instant at) {
    boolean begins = !calls.containsKey(event.room());
    Seat seat = new Seat(event);
    seats.put(event.session(), seat);
    calls
        .computeIfAbsent(event.room(), _ -> new Call(event.roomName(), at, event.topology()))
        .seats
        .put(event.session(), seat);
    return begins;
  }

  /// Notes who speaks; the session, or null when it is unknown.
  @Nullable Seat speaking(SessionId session, boolean speaking) {
    Seat seat = seats.get(session);
    if (seat != null) {
      seat.speaking = speaking;
    }
    return seat;
  }

  /// Notes how well somebody's media path carries speech; the session, or null when it is unknown.
  @Nullable Seat graded(SessionId session, ConnectionGrade grade) {
    Seat seat = seats.get(session);
    if (seat != null) {
      seat.grade = grade;
    }
    return seat;
  }

  /// Removes a session; it, or null when it is unknown.
  @Nullable Seat ended(SessionId session) {
    Seat seat = seats.remove(session);
    if (seat != null) {
      Call call = calls.get(seat.shown.room());
      if (call != null) {
        call.seats.remove(session);
        if (call.seats.isEmpty()) {
          calls.remove(seat.shown.room());
        }
      }
    }
    return seat;
  }

  boolean goesOn(RoomKey room) {
    return calls.containsKey(room);
  }

  /// The calls of a world, or of all worlds when it is null.
  List<LiveCall> list(@Nullable String world) {
    List<LiveCall> list = new ArrayList<>();
    calls.forEach((room, call) -> {
      if (world == null || world.equals(room.world())) {
        list.add(
            new LiveCall(
                room,
                call.roomName,
                call.startedAt,
                call.topology,
                people(call, false),
                people(call, true)));
      }
    });
    return list;
  }

  private static List<LiveCall.Person> people(Call call, boolean observers) {
    return call.seats.values().stream()
        .filter(seat -> seat.shown.observer() == observers)
        .map(seat ->
            new LiveCall.Person(
                seat.shown.userId(), seat.shown.username(), seat.speaking, seat.grade))
        .toList();
  }
}
