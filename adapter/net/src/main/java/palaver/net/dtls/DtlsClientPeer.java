// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// The client side of a DTLS-SRTP handshake, for our own room client and for tests.
class DtlsClientPeer extends DefaultTlsClient {

  private final BcTlsCrypto bcCrypto;
  private final DtlsCertificate certificate;
  private final SrtpNegotiation srtp;
  private final int limitMillis;

  DtlsClientPeer(
      BcTlsCrypto crypto, DtlsCertificate certificate, SrtpNegotiation srtp, int limitMillis) {
    super(crypto);
    bcCrypto = crypto;
    this.certificate = certificate;
    this.srtp = srtp;
    this.limitMillis = limitMillis;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.DTLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return TlsUtils.getSupportedCipherSuites(getCrypto(), DtlsServerPeer.CIPHER_SUITES);
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return DtlsServerPeer.RESEND_MILLIS;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return limitMillis;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the library declares it
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, SrtpNegotiation.offer());
    return extensions;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the library declares it
  public void processServerExtensions(Hashtable serverExtensions) throws IOException {
    super.processServerExtensions(serverExtensions);
    srtp.accept(serverExtensions);
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        srtp.peerCertificate(server.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return certificate.credentials(context, bcCrypto);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    srtp.complete(context);
  }
}
