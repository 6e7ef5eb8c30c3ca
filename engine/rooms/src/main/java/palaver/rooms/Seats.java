// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.moderation.Sanction;

/// All seats by session id, and the ones that lapsed a short while ago.
final class Seats {
  private final Map<SessionId, Seat> seats = new LinkedHashMap<>();
  private final Map<SessionId, Lapsed> lapsed = new LinkedHashMap<>();
  private final Map<SessionId, Sanctioned> sanctioned = new LinkedHashMap<>();
  private final Limits limits;

  Seats(Limits limits) {
    this.limits = limits;
  }

  void add(Seat seat) {
    seats.put(seat.session(), seat);
  }

  void remove(Seat seat) {
    seats.remove(seat.session());
  }

  /// The seat of a session that counts, or null: a reserved one does not count yet.
  @Nullable Seat present(SessionId session) {
    Seat seat = seats.get(session);
    return seat != null && seat.present() ? seat : null;
  }

  @Nullable Seat reserved(SessionId session) {
    Seat seat = seats.get(session);
    return seat != null && !seat.present() ? seat : null;
  }

  /// The sessions that count, in the order in which their seats were taken.
  List<LiveSession> live(long nowNs) {
    return seats.values().stream()
        .filter(seat -> seat.present() && !seat.observer())
        .map(seat -> seat.live(nowNs))
        .toList();
  }

  int presentCount() {
    return (int) seats.values().stream().filter(s -> s.present() && !s.observer()).count();
  }

  /// Remembers a reservation that is gone; the oldest memory is dropped when there are too many.
  void rememberLapsed(Seat seat, EndReason reason) {
    lapsed.put(seat.session(), new Lapsed(seat, reason));
    if (lapsed.size() > limits.lapsedSeatsMax()) {
      lapsed.remove(lapsed.keySet().iterator().next());
    }
  }

  /// Gives the memory of a lapsed reservation away, or null.
  @Nullable Lapsed takeLapsed(SessionId session) {
    return lapsed.remove(session);
  }

  /// Remembers a session that a moderator ended; the oldest memory is dropped when there are too
  /// many.
  void rememberSanctioned(Seat seat, Sanction by) {
    sanctioned.put(seat.session(), new Sanctioned(seat.ticket(), by));
    if (sanctioned.size() > limits.community().sanctionedSeatsMax()) {
      sanctioned.remove(sanctioned.keySet().iterator().next());
    }
  }

  /// What ended a session, for whoever has its newest ticket; else null.
  @Nullable Sanction sanctionThatEnded(SessionId session, String ticket) {
    Sanctioned ended = sanctioned.get(session);
    return ended != null && ended.ticket().matches(ticket) ? ended.by() : null;
  }

  private record Sanctioned(Ticket ticket, Sanction by) {}

  /// A reservation that is gone, and why.
  record Lapsed(Seat seat, EndReason reason) {}
}
