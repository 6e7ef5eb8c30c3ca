// SPDX-License-Identifier: Apache-2.0
package palaver.net.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import palaver.rtc.Fingerprint;

/// A self-signed ECDSA P-256 certificate and its key, made fresh at each start and never stored.
/// Peers trust its fingerprint, which signaling gives them, and nothing else in it.
public final class DtlsCertificate {

  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(365);
  private static final int SERIAL_BITS = 64;

  private final AsymmetricKeyParameter key;
  private final byte[] encoded;
  private final Fingerprint fingerprint;

  private DtlsCertificate(AsymmetricKeyParameter key, byte[] encoded) {
    this.key = key;
    this.encoded = encoded;
    fingerprint = fingerprintOf(encoded);
  }

  /// A fresh certificate.
  public static DtlsCertificate selfSigned() {
    SecureRandom random = new SecureRandom();
    AsymmetricCipherKeyPair keys = generateKeys(random);
    X500Name name = new X500Name("CN=palaver");
    Instant now = Instant.now();
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(VALID)),
              name,
              SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()));
      byte[] encoded = builder.build(signer().build(keys.getPrivate())).getEncoded();
      return new DtlsCertificate(keys.getPrivate(), encoded);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("a P-256 key always signs its own certificate", e);
    }
  }

  private static AsymmetricCipherKeyPair generateKeys(SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(
            ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), random));
    return generator.generateKeyPair();
  }

  private static BcECContentSignerBuilder signer() {
    return new BcECContentSignerBuilder(
        new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
  }

  /// The SHA-256 fingerprint, for the session description.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /// The chain and key as one side of a handshake presents them.
  TlsCredentialedSigner credentials(TlsContext context, BcTlsCrypto crypto) throws IOException {
    Certificate chain =
        new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, encoded)});
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        key,
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  /// The SHA-256 fingerprint of a certificate in DER (RFC 8122, section 5).
  static Fingerprint fingerprintOf(byte[] encoded) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(encoded);
      String value = HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
      return new Fingerprint("sha-256", value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
