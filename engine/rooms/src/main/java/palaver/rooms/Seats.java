// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;

/// All seats by session id, and the ones that lapsed a short while ago.
final class Seats {
  private final Map<SessionId, Seat> seats = new LinkedHashMap<>();
  private final Map<SessionId, Lapsed> lapsed = new LinkedHashMap<>();
  private final int lapsedMax;

  Seats(int lapsedMax) {
    this.lapsedMax = lapsedMax;
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
    return seats.values().stream().filter(Seat::present).map(seat -> seat.live(nowNs)).toList();
  }

  int presentCount() {
    return (int) seats.values().stream().filter(Seat::present).count();
  }

  /// Remembers a reservation that is gone; the oldest memory is dropped when there are too many.
  void rememberLapsed(Seat seat, EndReason reason) {
    lapsed.put(seat.session(), new Lapsed(seat, reason));
    if (lapsed.size() > lapsedMax) {
      lapsed.remove(lapsed.keySet().iterator().next());
    }
  }

  /// Gives the memory of a lapsed reservation away, or null.
  @Nullable Lapsed takeLapsed(SessionId session) {
    return lapsed.remove(session);
  }

  /// A reservation that is gone, and why.
  record Lapsed(Seat seat, EndReason reason) {}
}
