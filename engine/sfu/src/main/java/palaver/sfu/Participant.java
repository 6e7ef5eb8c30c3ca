// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.List;
import palaver.base.Deadlines;
import palaver.rtc.SendSlot;
import palaver.rtc.peer.PeerConnection;

/// One participant of a room: a connection, what comes from it and what goes to it.
final class Participant extends DeadlineHeap.Entry {
  static final long MEASURE_EVERY_NS = 5_000_000_000L;

  /// Short sessions have a quality too.
  static final long FIRST_MEASURE_NS = 1_500_000_000L;

  final Room room;
  final Talker talker;
  final PeerConnection connection;
  final List<SendSlot> slots;

  /// The state that was last told to the rest of the program.
  MediaState toldState = MediaState.NEW;

  Participant(Room room, Talker talker, PeerConnection connection, List<SendSlot> slots) {
    this.room = room;
    this.talker = talker;
    this.connection = connection;
    this.slots = slots;
  }

  /// When the quality is measured next.
  long measureAtNs = Deadlines.NEVER;

  /// The state that the connection has now.
  MediaState state() {
    return switch (connection.state()) {
      case NEW -> MediaState.NEW;
      case CHECKED -> MediaState.CHECKED;
      case CONNECTED -> MediaState.CONNECTED;
      case RECONNECTING -> MediaState.RECONNECTING;
      case LOST -> MediaState.LOST;
    };
  }

  /// When something is due for this participant.
  long nextDeadlineNs() {
    long speakingEndNs = talker.voice.isSpeaking() ? talker.voice.endNs() : Deadlines.NEVER;
    return Math.min(measureAtNs, Math.min(speakingEndNs, connection.nextDeadlineNs()));
  }
}
