// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// Relays what the browsers of a mesh room say to each other. A peer is named by the stream number
/// of its participant, which is never given twice in a room: a message for somebody who left can
/// never reach whoever came after them.
///
/// An offer is open for 30 s. Only an open offer can be answered, and only once; a newer offer of
/// the same peer takes its place.
final class Peers {
  private final int sdpCharsMax;
  private final long offerNs;

  Peers(RoomsConfig config) {
    sdpCharsMax = config.limits().sdpCharsMax();
    offerNs = config.timers().peerOfferNs();
  }

  void offer(Turn turn, Socket socket, Seat seat, ClientMessage.Offer offer, @Nullable String id) {
    Socket to = reachable(turn, socket, seat, offer.to(), id);
    if (to == null || tooLong(turn, socket, offer.sdp(), id)) {
      return;
    }
    seat.room().offers().put(seat, owner(to), turn.nowNs() + offerNs);
    turn.send(to, new ServerMessage.PeerOffer(name(seat), offer.sdp()));
  }

  void answer(
      Turn turn, Socket socket, Seat seat, ClientMessage.PeerAnswer answer, @Nullable String id) {
    Socket to = reachable(turn, socket, seat, answer.to(), id);
    if (to == null || tooLong(turn, socket, answer.sdp(), id)) {
      return;
    }
    if (!seat.room().offers().take(owner(to), seat, turn.nowNs())) {
      Signaling.fail(turn, socket, ErrorCode.OFFER_EXPIRED, "No offer of theirs is open.", id);
      return;
    }
    turn.send(to, new ServerMessage.PeerAnswer(name(seat), answer.sdp()));
  }

  void ice(Turn turn, Socket socket, Seat seat, ClientMessage.Ice ice, @Nullable String id) {
    Socket to = reachable(turn, socket, seat, ice.to(), id);
    PeerCandidate candidate = ice.candidate();
    if (to == null) {
      return;
    }
    if (candidate == null) {
      Signaling.fail(turn, socket, ErrorCode.BAD_REQUEST, "'candidate' is not understood.", id);
      return;
    }
    turn.send(to, new ServerMessage.PeerIce(name(seat), candidate));
  }

  /// What the other peers call this one.
  static String name(Seat seat) {
    return Integer.toString(seat.stream());
  }

  private static @Nullable Socket reachable(
      Turn turn, Socket socket, Seat seat, String to, @Nullable String id) {
    for (Seat other : seat.room().present()) {
      if (other != seat && name(other).equals(to) && other.socket() != null) {
        return other.socket();
      }
    }
    Signaling.fail(turn, socket, ErrorCode.NO_SUCH_PEER, "This peer cannot be reached now.", id);
    return null;
  }

  private static Seat owner(Socket socket) {
    Seat seat = socket.seat();
    if (seat == null) {
      throw new IllegalStateException("a seat's socket belongs to it");
    }
    return seat;
  }

  private boolean tooLong(Turn turn, Socket socket, String sdp, @Nullable String id) {
    boolean tooLong = sdp.length() > sdpCharsMax;
    if (tooLong) {
      Signaling.fail(turn, socket, ErrorCode.BAD_SDP, "This description is too long.", id);
    }
    return tooLong;
  }
}
