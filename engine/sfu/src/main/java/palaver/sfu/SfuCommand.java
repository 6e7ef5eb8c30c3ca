// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.ConnectionParameters;
import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpKeys;

/// What the rest of the program asks of one media thread's [SfuEngine].
public sealed interface SfuCommand {

  /// Whom it concerns.
  SessionId session();

  /// Opens the connection of a participant, or replaces it when the session has one already.
  ///
  /// @param stream the publisher's stream number, at least 1, unique in the room for the life of
  ///   the room; forwarded packets carry it as their CSRC
  /// @param participantsMax the room's limit; above 10 the room forwards its loudest only
  /// @param observer whether they only listen: nothing of theirs is forwarded, and the room's limit
  ///   does not count them
  record Connect(
      SessionId session,
      RoomKey room,
      int stream,
      int participantsMax,
      ConnectionParameters parameters,
      boolean observer)
      implements SfuCommand {

    /// Somebody who may speak.
    public Connect(
        SessionId session,
        RoomKey room,
        int stream,
        int participantsMax,
        ConnectionParameters parameters) {
      this(session, room, stream, participantsMax, parameters, false);
    }
  }

  /// Begins a new ICE generation; the old one stays valid until a check with the new is verified.
  record RestartIce(SessionId session, IceCredentials local, IceCredentials remote)
      implements SfuCommand {}

  /// Forwards nothing of this participant while `silenced`, whatever the client does.
  record Silence(SessionId session, boolean silenced) implements SfuCommand {}

  /// Sends what waits in `voice` to this participant, in their first slot: for a room that they
  /// share with something within the program instead of with others.
  record Play(SessionId session, LocalVoice voice) implements SfuCommand {}

  /// Ends the connection and frees its seat in the room.
  record Disconnect(SessionId session) implements SfuCommand {}

  /// Sends one DTLS datagram to the peer. The bytes belong to the engine from now on.
  record SendDtls(SessionId session, byte[] datagram) implements SfuCommand {}

  /// The handshake is done.
  record DtlsDone(SessionId session, SrtpKeys keys) implements SfuCommand {}

  /// The handshake failed.
  ///
  /// @param reason a stable short identifier
  record DtlsFailed(SessionId session, String reason) implements SfuCommand {}
}
