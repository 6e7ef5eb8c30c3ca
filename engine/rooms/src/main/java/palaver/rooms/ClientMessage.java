// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import palaver.base.SessionId;

/// A message from a client (docs/protocol-signaling.md, section 2).
public sealed interface ClientMessage {

  /// Opens or resumes the session's signaling.
  record VoiceJoin(SessionId session, String ticket) implements ClientMessage {
    @Override
    public String toString() {
      return "VoiceJoin[session=" + session + "]";
    }
  }

  /// Asks for the whole state again.
  record StateRequest() implements ClientMessage {}

  /// An SDP offer to the peer `to`: the server, or another browser in a mesh room.
  record Offer(String to, String sdp) implements ClientMessage {}

  /// An SDP answer to the browser `to` in a mesh room.
  record PeerAnswer(String to, String sdp) implements ClientMessage {}

  /// A remote candidate for the peer `to`.
  ///
  /// @param candidate what is relayed to another browser, or null when it has not that form
  record Ice(String to, @Nullable PeerCandidate candidate) implements ClientMessage {}

  /// The client muted or unmuted itself.
  record SelfMute(boolean muted) implements ClientMessage {}

  /// The client raised or lowered its hand.
  record Hand(boolean raised) implements ClientMessage {}

  /// A text for the room.
  ///
  /// @param at when it reached the server, by the wall clock
  record Chat(String text, Instant at) implements ClientMessage {}

  record Ping() implements ClientMessage {}

  record Pong() implements ClientMessage {}

  record Leave() implements ClientMessage {}

  /// A frame that is no message: answered by one error, in order.
  record Invalid(ErrorCode code, String text) implements ClientMessage {}
}
