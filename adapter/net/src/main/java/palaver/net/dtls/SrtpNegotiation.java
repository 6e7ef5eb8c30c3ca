// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import palaver.rtc.Fingerprint;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;

/// What both sides of a handshake do for SRTP (RFC 5764): agree on a profile, look at the peer's
/// certificate, export the keys.
final class SrtpNegotiation {

  private static final byte[] NO_MKI = new byte[0];

  private @Nullable SrtpProfile profile;
  private @Nullable Fingerprint peerFingerprint;
  private @Nullable SrtpKeys keys;

  /// Server: picks our most preferred profile among those the client offers.
  void choose(@Nullable UseSRTPData offered) throws IOException {
    if (offered != null) {
      for (SrtpProfile candidate : SrtpProfile.values()) {
        if (contains(offered.getProtectionProfiles(), candidate.id())) {
          profile = candidate;
          return;
        }
      }
    }
    throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
  }

  /// Server: what the answer carries.
  UseSRTPData chosen() throws IOException {
    return new UseSRTPData(new int[] {agreed().id()}, NO_MKI);
  }

  /// Client: all our profiles, most preferred first.
  static UseSRTPData offer() {
    SrtpProfile[] profiles = SrtpProfile.values();
    int[] ids = new int[profiles.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = profiles[i].id();
    }
    return new UseSRTPData(ids, NO_MKI);
  }

  /// Client: takes the server's choice, which must be a single one of ours.
  void accept(@Nullable Hashtable<?, ?> serverExtensions) throws IOException {
    UseSRTPData data =
        serverExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(serverExtensions);
    if (data == null || data.getProtectionProfiles().length != 1) {
      throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no single SRTP profile");
    }
    choose(data);
  }

  /// Takes the peer's certificate chain; it must have one.
  void peerCertificate(@Nullable Certificate chain) throws IOException {
    if (chain == null || chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "no certificate");
    }
    peerFingerprint = DtlsCertificate.fingerprintOf(chain.getCertificateAt(0).getEncoded());
  }

  /// Exports the keys while the handshake's secrets are still there.
  void complete(TlsContext context) throws IOException {
    SrtpProfile agreed = agreed();
    Fingerprint proven = peerFingerprint;
    if (proven == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "no certificate");
    }
    byte[] material =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, agreed.keyingMaterialBytes());
    keys = new SrtpKeys(agreed, material, proven);
  }

  /// The result, after [#complete].
  SrtpKeys keys() throws IOException {
    SrtpKeys result = keys;
    if (result == null) {
      throw new TlsFatalAlert(AlertDescription.internal_error, "the handshake gave no keys");
    }
    return result;
  }

  private SrtpProfile agreed() throws IOException {
    SrtpProfile agreed = profile;
    if (agreed == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
    }
    return agreed;
  }

  private static boolean contains(int[] ids, int wanted) {
    for (int id : ids) {
      if (id == wanted) {
        return true;
      }
    }
    return false;
  }
}
