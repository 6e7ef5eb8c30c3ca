// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

/// What a [ClientConnection] tells.
public sealed interface ClientEvent {

  /// The connection's state changed. CHECKED is the moment to begin the handshake.
  record StateChanged(PeerState state) implements ClientEvent {}

  /// One DTLS datagram from the server.
  record DtlsReceived(byte[] datagram) implements ClientEvent {}

  /// One packet heard.
  ///
  /// @param slot the index of the slot
  /// @param stream the publisher's stream number, 0 when the packet names none
  /// @param sequence the slot's sequence number with its wraps counted in front
  record Heard(
      int slot,
      int stream,
      long sequence,
      int timestamp,
      boolean marker,
      int levelDbov,
      byte[] opus)
      implements ClientEvent {}
}
