// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.base.SessionId;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;

/// Our server against clients that differ from ours.
@Timeout(30)
class DtlsPeersTest {

  private static final DtlsCertificate OURS = DtlsCertificate.selfSigned();
  private static final DtlsCertificate THEIRS = DtlsCertificate.selfSigned();
  private static final SessionId PEER = new SessionId("peer");
  private static final int LIMIT_MILLIS = 10_000;

  private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
  private final Outcomes atServer = new Outcomes();
  private final HandshakePool server =
      new HandshakePool(
          OURS, new HandshakeLimits(8, 1, 8, 32, Duration.ofMillis(LIMIT_MILLIS)), atServer);
  private final List<byte[]> fromClient = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesAClientHelloInTwoDatagramsAsBrowsersSendIt() throws Exception {
    SrtpKeys keys =
        connect(
            new Client(THEIRS) {
              @Override
              @SuppressWarnings({"rawtypes", "unchecked"}) // as the library declares it
              public Hashtable getClientExtensions() throws IOException {
                Hashtable extensions = super.getClientExtensions();
                extensions.put(ExtensionType.padding, new byte[1250]);
                return extensions;
              }
            });
    assertThat(fromClient.get(0)).hasSizeGreaterThan(1000);
    assertThat(handshakeType(fromClient.get(0))).isEqualTo(1);
    assertThat(handshakeType(fromClient.get(1))).isEqualTo(1);
    assertThat(fromClient.get(0).length + fromClient.get(1).length).isGreaterThan(1400);
    assertThat(atServer.keys(PEER).material()).isEqualTo(keys.material());
  }

  private static int handshakeType(byte[] datagram) {
    return datagram[13];
  }

  @ParameterizedTest
  @CsvSource({
    "1-8-7, AEAD_AES_128_GCM",
    "1-8, AEAD_AES_256_GCM",
    "1, AES128_CM_SHA1_80",
    "2-1, AES128_CM_SHA1_80",
    "7, AEAD_AES_128_GCM"
  })
  void choosesByOurPreferenceWhateverTheClientsOrder(String offered, SrtpProfile chosen)
      throws Exception {
    SrtpKeys keys = connect(offering(offered));
    assertThat(keys.profile()).isEqualTo(chosen);
    assertThat(atServer.keys(PEER).profile()).isEqualTo(chosen);
    assertThat(keys.material()).hasSize(chosen.keyingMaterialBytes());
    assertThat(keys.material()).isEqualTo(atServer.keys(PEER).material());
  }

  @Test
  void refusesAClientWithoutACommonProfile() throws Exception {
    assertThat(failure(offering("2"))).isEqualTo("dtls-alert-40");
  }

  @Test
  void refusesAClientWithoutACertificate() throws Exception {
    String reason =
        failure(
            new Client(THEIRS) {
              @Override
              public TlsAuthentication getAuthentication() {
                return presenting(null);
              }
            });
    assertThat(reason).isEqualTo("dtls-alert-40");
  }

  @Test
  void refusesAClientThatShowsACertificateItHasNoKeyFor() throws Exception {
    String reason =
        failure(
            new Client(THEIRS) {
              @Override
              public TlsAuthentication getAuthentication() {
                return presenting(stolen());
              }

              private TlsCredentials stolen() {
                try {
                  TlsCredentialedSigner own = THEIRS.credentials(context, crypto);
                  TlsCredentialedSigner other = OURS.credentials(context, crypto);
                  return new StolenCertificate(own, other.getCertificate());
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
    assertThat(reason).isEqualTo("dtls-alert-51");
  }

  @Test
  void tellsWhichCertificateTheClientProved() throws Exception {
    DtlsCertificate another = DtlsCertificate.selfSigned();
    connect(new Client(another));
    assertThat(atServer.keys(PEER).peerFingerprint())
        .isEqualTo(another.fingerprint())
        .isNotEqualTo(THEIRS.fingerprint());
  }

  @Test
  void fingerprintsAreUpperCaseHexPairs() {
    assertThat(OURS.fingerprint().algorithm()).isEqualTo("sha-256");
    assertThat(OURS.fingerprint().value()).matches("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
    assertThat(OURS.fingerprint()).isNotEqualTo(THEIRS.fingerprint());
  }

  private SrtpKeys connect(Client client) throws Exception {
    PeerDatagrams datagrams =
        new PeerDatagrams(
            DtlsRole.CLIENT,
            64,
            datagram -> {
              fromClient.add(datagram);
              server.received(PEER, datagram);
            },
            new Semaphore(1),
            Duration.ofMillis(LIMIT_MILLIS).toNanos());
    atServer.sendTo((_, datagram) -> datagrams.offer(datagram));
    new DTLSClientProtocol().connect(client, datagrams);
    return client.result.keys();
  }

  private String failure(Client client) throws Exception {
    try {
      connect(client);
    } catch (IOException _) {
      return atServer.reason(PEER);
    }
    return atServer.reason(PEER);
  }

  private Client offering(String profiles) {
    return new Client(THEIRS) {
      @Override
      @SuppressWarnings("rawtypes") // as the library declares it
      public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        int[] ids =
            java.util.stream.Stream.of(profiles.split("-")).mapToInt(Integer::parseInt).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, new byte[0]));
        return extensions;
      }
    };
  }

  private static TlsAuthentication presenting(
      @org.jspecify.annotations.Nullable TlsCredentials credentials) {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) {}

      @Override
      public @org.jspecify.annotations.Nullable TlsCredentials getClientCredentials(
          CertificateRequest request) {
        return credentials;
      }
    };
  }

  private class Client extends DtlsClientPeer {
    final SrtpNegotiation result;

    Client(DtlsCertificate certificate) {
      this(certificate, new SrtpNegotiation());
    }

    private Client(DtlsCertificate certificate, SrtpNegotiation result) {
      super(crypto, certificate, result, LIMIT_MILLIS);
      this.result = result;
    }
  }

  /// Signs with one key and shows another's certificate.
  private record StolenCertificate(
      TlsCredentialedSigner own, org.bouncycastle.tls.Certificate shown)
      implements TlsCredentialedSigner {
    @Override
    public org.bouncycastle.tls.Certificate getCertificate() {
      return shown;
    }

    @Override
    public byte[] generateRawSignature(byte[] hash) throws IOException {
      return own.generateRawSignature(hash);
    }

    @Override
    public org.bouncycastle.tls.SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
      return own.getSignatureAndHashAlgorithm();
    }

    @Override
    public org.bouncycastle.tls.crypto.@org.jspecify.annotations.Nullable TlsStreamSigner
        getStreamSigner() throws IOException {
      return own.getStreamSigner();
    }
  }
}
