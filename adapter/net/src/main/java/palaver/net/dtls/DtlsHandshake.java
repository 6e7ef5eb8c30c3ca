// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import palaver.rtc.SrtpKeys;

/// Runs one DTLS-SRTP handshake to its end on the calling thread.
///
/// There is no cookie exchange: it cannot take a ClientHello in two datagrams, which browsers send.
/// Run it only for an address that passed a verified STUN check, which proves the same.
final class DtlsHandshake {

  private static final SecureRandom RANDOM = new SecureRandom();

  /// A finished handshake. The transport answers retransmitted flights as long as it is asked to
  /// receive.
  record Established(DTLSTransport transport, SrtpKeys keys) {}

  private DtlsHandshake() {}

  static Established run(
      DtlsRole role, DtlsCertificate certificate, DatagramTransport datagrams, int limitMillis)
      throws IOException {
    BcTlsCrypto crypto = new BcTlsCrypto(RANDOM);
    SrtpNegotiation srtp = new SrtpNegotiation();
    DTLSTransport transport =
        switch (role) {
          case SERVER ->
              new DTLSServerProtocol()
                  .accept(new DtlsServerPeer(crypto, certificate, srtp, limitMillis), datagrams);
          case CLIENT ->
              new DTLSClientProtocol()
                  .connect(new DtlsClientPeer(crypto, certificate, srtp, limitMillis), datagrams);
        };
    return new Established(transport, srtp.keys());
  }
}
