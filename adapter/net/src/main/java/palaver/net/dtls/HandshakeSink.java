// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;

/// Where a [HandshakePool] puts what its handshakes make. Called on handshake threads; must not
/// block.
public interface HandshakeSink {

  /// Sends one datagram to the peer. The bytes belong to the sink from now on.
  void send(SessionId session, byte[] datagram);

  /// The handshake is done. Whether the peer's fingerprint is the expected one is for the sink to
  /// judge.
  void done(SessionId session, SrtpKeys keys);

  /// The handshake failed.
  ///
  /// @param reason a stable short identifier such as `dtls-timeout` or `dtls-alert-40`
  void failed(SessionId session, String reason);
}
