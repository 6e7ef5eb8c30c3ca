// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.peer;

import palaver.rtc.IceCredentials;
import palaver.rtc.SrtpKeys;

/// What is asked of a [ClientConnection].
public sealed interface ClientCommand {

  /// Sends one DTLS datagram.
  record SendDtls(byte[] datagram) implements ClientCommand {}

  /// The handshake is done.
  record DtlsDone(SrtpKeys keys) implements ClientCommand {}

  /// The handshake failed.
  record DtlsFailed() implements ClientCommand {}

  /// Sends one Opus packet.
  ///
  /// @param ticks how much the timestamp of the next packet is ahead of this one's
  /// @param levelDbov 0 is loudest, 127 silence
  record Publish(byte[] opus, int ticks, int levelDbov, boolean voiced) implements ClientCommand {}

  /// Leaves out one packet, as a sender does that has nothing to say: only the clock goes on.
  ///
  /// @param ticks by how much
  record Pause(int ticks) implements ClientCommand {}

  /// Begins a new ICE generation.
  record RestartIce(IceCredentials local, IceCredentials remote) implements ClientCommand {}

  /// Checks the path at once, as after a change of networks.
  record CheckPath() implements ClientCommand {}
}
