// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import java.util.List;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionQuality;

/// What a media thread's [SfuEngine] tells the rest of the program.
public sealed interface SfuEvent {

  /// One DTLS datagram of a peer whose address has passed a verified STUN check. The first one of a
  /// session starts its handshake.
  record DtlsReceived(SessionId session, byte[] datagram) implements SfuEvent {}

  /// The connection's state changed.
  record MediaStateChanged(SessionId session, MediaState state) implements SfuEvent {}

  /// The participant started or stopped speaking.
  ///
  /// @param atNs when that was: a start at the first voiced packet; an end right behind the last
  ///   one, which is noticed only later
  record SpeakingChanged(SessionId session, boolean speaking, long atNs) implements SfuEvent {}

  /// How well the participant's connection carries packets; told every 5 s.
  record QualityMeasured(SessionId session, ConnectionQuality quality) implements SfuEvent {}

  /// Who is heard where, at one listener: the complete map.
  record SlotsChanged(SessionId listener, List<SlotOccupant> slots) implements SfuEvent {
    public SlotsChanged {
      slots = List.copyOf(slots);
    }
  }

  /// An exception or a broken invariant closed this one connection; the room goes on.
  record PeerFailed(SessionId session, RoomKey room, Throwable cause) implements SfuEvent {}

  /// One slot of a listener and who is in it.
  ///
  /// @param mid the media line at the listener
  /// @param stream the stream number of the publisher heard there
  /// @param publisher whose session it is
  record SlotOccupant(String mid, int stream, SessionId publisher) {}
}
