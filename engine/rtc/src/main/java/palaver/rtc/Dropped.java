// SPDX-License-Identifier: Apache-2.0
package palaver.rtc;

/// Why something that came from the network was dropped.
public enum Dropped {
  /// Nothing that WebRTC speaks.
  NOT_WEBRTC,
  /// From an address that belongs to no connection.
  UNKNOWN_ADDRESS,
  STUN_MALFORMED,
  /// Not a binding request; keep-alive indications among them.
  STUN_NOT_A_CHECK,
  /// The user name is of no connection, or not of this pair.
  STUN_UNKNOWN_USER,
  /// The message integrity is missing or made with another password.
  STUN_WRONG_KEY,
  /// The connection was lost before.
  AFTER_LOSS,
  /// A handshake datagram that came before any verified check or after the loss, or too early out.
  DTLS_UNEXPECTED,
  RTP_MALFORMED,
  RTP_REPLAYED,
  RTP_FORGED,
  /// More sources than one connection may have.
  RTP_TOO_MANY_SOURCES,
  /// A source that another one has followed.
  RTP_FORMER_SOURCE,
  /// A connection that publishes nothing, or another media line.
  RTP_NOT_PUBLISHED,
  RTP_WRONG_PAYLOAD_TYPE,
  /// Before the keys, and no room to hold it.
  RTP_TOO_EARLY,
  RTCP_MALFORMED,
  RTCP_REPLAYED,
  RTCP_FORGED,
  RTCP_TOO_MANY_SOURCES,
  RTCP_TOO_EARLY
}
