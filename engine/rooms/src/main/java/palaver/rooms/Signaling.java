// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rooms.moderation.Sanction;
import palaver.sfu.SfuEvent;

/// Handles the messages of one WebSocket after the other, strictly in order.
final class Signaling {

  /// The name of the server's media engine among the peers.
  static final String SFU_PEER = "sfu";

  private final Seats seats;
  private final Sockets sockets;
  private final Endings endings;
  private final Offers offers;
  private final Peers peers;
  private final Mint mint;
  private final Sanctions sanctions;
  private final Chats chats;

  Signaling(
      Seats seats,
      Sockets sockets,
      Endings endings,
      Offers offers,
      Sanctions sanctions,
      RoomsConfig config,
      Mint mint) {
    this.seats = seats;
    this.sockets = sockets;
    this.endings = endings;
    this.offers = offers;
    this.peers = new Peers(config);
    this.sanctions = sanctions;
    this.chats = new Chats(mint, config.limits().community().chatCharsMax());
    this.mint = mint;
  }

  void onMessage(Turn turn, Socket socket, ClientMessage message, @Nullable String id) {
    if (!socket.admits(turn.nowNs(), message)) {
      fail(turn, socket, ErrorCode.RATE_LIMITED, "Too many messages. Slow down.", id);
      return;
    }
    if (message instanceof ClientMessage.Invalid invalid) {
      fail(turn, socket, invalid.code(), invalid.text(), id);
      return;
    }
    Seat seat = socket.seat();
    if (message instanceof ClientMessage.VoiceJoin join && seat == null) {
      voiceJoin(turn, socket, join, id);
    } else if (seat == null || message instanceof ClientMessage.VoiceJoin) {
      fail(turn, socket, ErrorCode.WRONG_ORDER, "voice_join comes first, and once.", id);
    } else {
      onMember(turn, socket, seat, message, id);
    }
  }

  private void onMember(
      Turn turn, Socket socket, Seat seat, ClientMessage message, @Nullable String id) {
    switch (message) {
      case ClientMessage.StateRequest _ -> turn.send(socket, state(seat, null, id));
      case ClientMessage.Offer offer -> offer(turn, socket, seat, offer, id);
      case ClientMessage.PeerAnswer answer -> peerAnswer(turn, socket, seat, answer, id);
      case ClientMessage.Ice ice -> ice(turn, socket, seat, ice, id);
      case ClientMessage.SelfMute mute -> selfMute(turn, seat, mute.muted());
      case ClientMessage.Hand hand -> hand(turn, seat, hand.raised());
      case ClientMessage.Chat chat -> chats.say(turn, socket, seat, chat, id);
      case ClientMessage.Ping _ -> turn.send(socket, new ServerMessage.Pong(id));
      case ClientMessage.Pong _ -> socket.pongReceived();
      case ClientMessage.Leave _ -> endings.end(turn, seat, EndReason.LEFT);
      case ClientMessage.VoiceJoin _, ClientMessage.Invalid _ ->
          throw new IllegalStateException("handled before");
    }
  }

  private void voiceJoin(
      Turn turn, Socket socket, ClientMessage.VoiceJoin join, @Nullable String id) {
    Seat seat = withTicket(join.session(), join.ticket());
    if (seat == null) {
      Sanction ended = seats.sanctionThatEnded(join.session(), join.ticket());
      if (ended != null) {
        turn.send(socket, new ServerMessage.Failure(ErrorCode.BANNED, ended.text(), id, ended));
        return;
      }
      fail(turn, socket, ErrorCode.BAD_TICKET, "This session cannot be opened. Join again.", id);
      return;
    }
    sockets.join(turn, socket, seat);
    String ticket = mint.ticket();
    seat.replaceTicket(new Ticket(ticket));
    turn.send(socket, state(seat, ticket, id));
    if (seat.room().mesh()) {
      MediaEvents.reachable(turn, seat);
    }
  }

  /// The present seat of `session` when `ticket` is its newest one, else null.
  @Nullable Seat withTicket(SessionId session, String ticket) {
    Seat seat = seats.present(session);
    return seat != null && seat.ticket().matches(ticket) ? seat : null;
  }

  private void offer(
      Turn turn, Socket socket, Seat seat, ClientMessage.Offer offer, @Nullable String id) {
    if (seat.room().mesh()) {
      peers.offer(turn, socket, seat, offer, id);
    } else if (requireSfu(turn, socket, offer.to(), id)) {
      turn.send(socket, offers.answer(turn, seat, offer.sdp(), id));
    }
  }

  private void peerAnswer(
      Turn turn, Socket socket, Seat seat, ClientMessage.PeerAnswer answer, @Nullable String id) {
    if (seat.room().mesh()) {
      peers.answer(turn, socket, seat, answer, id);
    } else {
      fail(turn, socket, ErrorCode.WRONG_ORDER, "The server makes no offers.", id);
    }
  }

  private void ice(
      Turn turn, Socket socket, Seat seat, ClientMessage.Ice ice, @Nullable String id) {
    if (seat.room().mesh()) {
      peers.ice(turn, socket, seat, ice, id);
    } else {
      requireSfu(turn, socket, ice.to(), id);
    }
  }

  private static boolean requireSfu(Turn turn, Socket socket, String to, @Nullable String id) {
    boolean known = to.equals(SFU_PEER);
    if (!known) {
      fail(turn, socket, ErrorCode.NO_SUCH_PEER, "The only peer here is sfu.", id);
    }
    return known;
  }

  private static void selfMute(Turn turn, Seat seat, boolean muted) {
    if (!seat.observer() && seat.muteChanged(muted)) {
      seat.room()
          .announce(
              turn,
              revision -> new ServerMessage.Mute(revision, seat.userId(), muted, false, null));
    }
  }

  /// Raises or lowers a hand. That of somebody whom a moderator muted asks to be heard again.
  static void hand(Turn turn, Seat seat, boolean raised) {
    if (!seat.observer() && seat.handChanged(raised)) {
      seat.room()
          .announce(turn, revision -> new ServerMessage.Hand(revision, seat.userId(), raised));
    }
  }

  private ServerMessage state(Seat seat, @Nullable String ticket, @Nullable String id) {
    Room room = seat.room();
    boolean locked = sanctions.lock(room.key()) != null;
    return new ServerMessage.RoomState(
        room.revision(),
        room.info(),
        new ServerMessage.You(
            seat.userId(), seat.session(), seat.stream(), ticket, seat.standing()),
        room.participants(),
        room.observers(),
        locked,
        slots(seat),
        id);
  }

  /// Who is heard where at `listener`, without those who left since the media thread said so.
  static List<ServerMessage.Slot> slots(Seat listener) {
    List<ServerMessage.Slot> slots = new ArrayList<>();
    for (SfuEvent.SlotOccupant occupant : listener.occupants()) {
      for (Seat seat : listener.room().present()) {
        if (seat.session().equals(occupant.publisher())) {
          slots.add(new ServerMessage.Slot(occupant.mid(), occupant.stream(), seat.userId()));
        }
      }
    }
    return slots;
  }

  static void fail(Turn turn, Socket socket, ErrorCode code, String text, @Nullable String id) {
    turn.send(socket, new ServerMessage.Failure(code, text, id));
  }
}
