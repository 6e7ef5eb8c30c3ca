// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.LinkedHashMap;
import java.util.Map;

/// The open offers of a mesh room: at most one from each peer to each other, so their number is
/// bounded by the room's limit.
final class PeerOffers {
  private final Map<Pair, Long> untilNs = new LinkedHashMap<>();

  void put(Seat from, Seat to, long until) {
    untilNs.put(new Pair(from.stream(), to.stream()), until);
  }

  /// Closes an offer; false when there is none, or it is too old.
  boolean take(Seat from, Seat to, long nowNs) {
    Long until = untilNs.remove(new Pair(from.stream(), to.stream()));
    return until != null && nowNs < until;
  }

  /// Forgets the offers from and to a seat.
  void forget(Seat seat) {
    untilNs.keySet().removeIf(pair -> pair.from == seat.stream() || pair.to == seat.stream());
  }

  private record Pair(int from, int to) {}
}
