// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.Collection;
import java.util.List;
import palaver.sfu.SfuCommand;

/// Ends sessions and reservations: the one place where a seat is given back.
final class Endings {
  private final Directory directory;
  private final Seats seats;
  private final Sockets sockets;

  Endings(Directory directory, Seats seats, Sockets sockets) {
    this.directory = directory;
    this.seats = seats;
    this.sockets = sockets;
  }

  /// Ends the session of a present seat.
  void end(Turn turn, Seat seat, EndReason reason) {
    endAll(turn, List.of(seat), Ending.of(reason));
  }

  /// Ends sessions that end together: each is told before any is gone, so that nobody hears of the
  /// others' leaving.
  void endAll(Turn turn, Collection<Seat> seats, Ending ending) {
    EndReason reason = ending.reason();
    for (Seat seat : seats) {
      if (seat.media() != null && reason != EndReason.MEDIA_RESTART) {
        turn.toMedia(seat.room(), new SfuCommand.Disconnect(seat.session()));
      }
      Socket socket = seat.socket();
      if (socket != null) {
        turn.send(socket, ending.message());
        sockets.close(turn, socket);
      }
    }
    for (Seat seat : seats) {
      free(seat);
      announceGone(turn, seat, reason);
      report(turn, seat, reason);
    }
  }

  private static void announceGone(Turn turn, Seat seat, EndReason reason) {
    Room room = seat.room();
    if (seat.observer()) {
      room.announce(turn, revision -> new ServerMessage.Observers(revision, room.observers()));
    } else {
      room.announce(
          turn, revision -> new ServerMessage.ParticipantLeft(revision, seat.userId(), reason));
    }
  }

  /// Gives up a reservation that nobody was told of.
  void forget(Seat seat) {
    free(seat);
  }

  /// Gives up a reservation whose confirmation may still come.
  void lapse(Seat seat, EndReason reason) {
    free(seat);
    seats.rememberLapsed(seat, reason);
  }

  /// Says that a stored session is over.
  void report(Turn turn, Seat seat, EndReason reason) {
    turn.outbox()
        .emit(
            new RoomsEvent.SessionEnded(
                seat.session(),
                seat.room().key(),
                seat.userId(),
                reason,
                seat.durationNs(turn.nowNs()),
                seat.speakingTime().totalNs(turn.nowNs()),
                seat.participantsPeak(),
                seat.quality(),
                seat.observer()));
  }

  private void free(Seat seat) {
    for (Seat.Timer timer : Seat.Timer.values()) {
      seat.stop(timer);
    }
    seat.room().remove(seat);
    seats.remove(seat);
    directory.free(seat.room());
  }

  static String text(EndReason reason) {
    return switch (reason) {
      case LEFT -> "You left the room.";
      case TAKEN_OVER -> "You joined this room from another place.";
      case JOINED_TOO_LATE -> "No connection was offered in time. Join again.";
      case MEDIA_UNREACHABLE -> "No audio connection could be made. Check the network, join again.";
      case MEDIA_LOST -> "The audio connection was lost. Join again.";
      case SIGNALING_LOST -> "The connection was lost. Join again.";
      case MEDIA_RESTART -> "The audio server restarted. Join again.";
      case SERVER_STOPPING -> "The server is restarting. Join again in a moment.";
      case ROOM_CLOSED -> "The room was closed.";
      case KICKED -> "A moderator removed you from the room.";
      case BANNED -> "A moderator banned you.";
      case CRASH -> "The server failed. Join again.";
      case ABANDONED -> "The session was given up.";
    };
  }
}
