// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;
import palaver.rtc.ConnectionGrade;
import palaver.rtc.ConnectionQuality;
import palaver.sfu.MediaState;
import palaver.sfu.SfuEvent;

/// Takes in what the media threads tell, and tells the rooms.
final class MediaEvents {
  private final Seats seats;
  private final Endings endings;

  MediaEvents(Seats seats, Endings endings) {
    this.seats = seats;
    this.endings = endings;
  }

  /// False when the event is about a session that is gone, or came from another thread than the one
  /// that carries its room.
  boolean onEvent(Turn turn, int mediaThread, SfuEvent event) {
    Seat seat = seats.present(session(event));
    if (seat == null || seat.room().mediaThread() != mediaThread) {
      return false;
    }
    switch (event) {
      case SfuEvent.DtlsReceived _ -> {}
      case SfuEvent.MediaStateChanged changed -> stateChanged(turn, seat, changed.state());
      case SfuEvent.SpeakingChanged changed ->
          speakingChanged(turn, seat, changed.speaking(), changed.atNs());
      case SfuEvent.QualityMeasured measured -> measured(turn, seat, measured.quality());
      case SfuEvent.SlotsChanged changed -> slotsChanged(turn, seat, changed);
      case SfuEvent.PeerFailed _ -> lost(turn, seat);
    }
    return true;
  }

  private static SessionId session(SfuEvent event) {
    return switch (event) {
      case SfuEvent.DtlsReceived received -> received.session();
      case SfuEvent.MediaStateChanged changed -> changed.session();
      case SfuEvent.SpeakingChanged changed -> changed.session();
      case SfuEvent.QualityMeasured measured -> measured.session();
      case SfuEvent.SlotsChanged changed -> changed.listener();
      case SfuEvent.PeerFailed failed -> failed.session();
    };
  }

  private void stateChanged(Turn turn, Seat seat, MediaState state) {
    switch (state) {
      case NEW, CHECKED -> {}
      case CONNECTED -> {
        seat.stop(Seat.Timer.HANDSHAKE);
        show(turn, seat, Participant.Connection.CONNECTED);
      }
      case RECONNECTING -> show(turn, seat, Participant.Connection.RECONNECTING);
      case LOST -> lost(turn, seat);
    }
  }

  /// Says that a connection that was up is being made anew. Nobody speaks on one that is gone.
  static void reconnecting(Turn turn, Seat seat) {
    speakingChanged(turn, seat, false, turn.nowNs());
    if (seat.everConnected()) {
      show(turn, seat, Participant.Connection.RECONNECTING);
    }
  }

  /// Says that somebody in a mesh can be reached by the other browsers now.
  static void reachable(Turn turn, Seat seat) {
    seat.stop(Seat.Timer.OFFER);
    show(turn, seat, Participant.Connection.CONNECTED);
  }

  /// Says that somebody lost their WebSocket, which is all that the server has of them in a mesh.
  static void unreachable(Turn turn, @Nullable Seat seat) {
    if (seat != null && seat.present() && seat.room().mesh() && seat.socket() == null) {
      show(turn, seat, Participant.Connection.RECONNECTING);
    }
  }

  private static void show(Turn turn, Seat seat, Participant.Connection connection) {
    if (seat.connectionChanged(connection) && !seat.observer()) {
      seat.room()
          .announce(
              turn, revision -> new ServerMessage.ParticipantChanged(revision, seat.participant()));
    }
  }

  /// Ends a session whose media is gone for good.
  void lost(Turn turn, Seat seat) {
    endings.end(
        turn, seat, seat.everConnected() ? EndReason.MEDIA_LOST : EndReason.MEDIA_UNREACHABLE);
  }

  private static void speakingChanged(Turn turn, Seat seat, boolean speaking, long atNs) {
    if (!seat.observer() && seat.speakingTime().change(Math.min(atNs, turn.nowNs()), speaking)) {
      seat.room().tell(turn, new ServerMessage.Speaking(seat.userId(), speaking));
      turn.outbox().emit(new RoomsEvent.SpeakingChanged(seat.session(), speaking));
    }
  }

  private static void measured(Turn turn, Seat seat, ConnectionQuality quality) {
    ConnectionGrade grade = seat.qualityMeasured(quality);
    if (grade != null) {
      turn.outbox().emit(new RoomsEvent.GradeChanged(seat.session(), grade));
    }
  }

  private static void slotsChanged(Turn turn, Seat listener, SfuEvent.SlotsChanged changed) {
    listener.occupantsChanged(changed.slots());
    Socket socket = listener.socket();
    if (socket != null) {
      turn.send(socket, new ServerMessage.Slots(Signaling.slots(listener)));
    }
  }
}
