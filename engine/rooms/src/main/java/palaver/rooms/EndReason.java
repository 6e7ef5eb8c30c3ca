// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.util.Locale;

/// Why a session ended.
public enum EndReason {
  LEFT,
  TAKEN_OVER,
  /// No offer within 60 s of the join answer.
  JOINED_TOO_LATE,
  /// No finished DTLS handshake within 15 s of the offer.
  MEDIA_UNREACHABLE,
  /// No verified STUN check for 30 s.
  MEDIA_LOST,
  /// No WebSocket for 30 s.
  SIGNALING_LOST,
  MEDIA_RESTART,
  SERVER_STOPPING,
  ROOM_CLOSED,
  KICKED,
  BANNED,
  /// Found open in the store when the server started after a crash.
  CRASH,
  /// Reported to have started, never to have ended, and in no room of this server.
  ABANDONED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /// The name in messages and in the store.
  public String wireName() {
    return wireName;
  }
}
