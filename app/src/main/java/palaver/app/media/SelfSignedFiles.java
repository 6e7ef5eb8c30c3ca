// SPDX-License-Identifier: Apache-2.0
package palaver.app.media;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import palaver.app.start.DataFolder;
import palaver.app.start.StartFailure;

/// A certificate of our own making, kept in the data folder so that a browser that was told to
/// trust it once need not be told again.
public record SelfSignedFiles(Path certificate, Path key) {

  private static final Duration VALID = Duration.ofDays(397);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final int SERIAL_BITS = 64;

  /// The files, made anew when they are not there or soon run out.
  ///
  /// @param names host names and numeric addresses that the certificate stands for
  public static SelfSignedFiles ensure(DataFolder data, List<String> names) throws StartFailure {
    SelfSignedFiles files =
        new SelfSignedFiles(data.file("tls-self-signed.pem"), data.file("tls-self-signed.key"));
    if (files.isUsable()) {
      return files;
    }
    try {
      KeyPair keys = ecKeys();
      X509CertificateHolder certificate = sign(keys, names, Instant.now());
      data.writeSecret("tls-self-signed.key", pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
      data.writeSecret("tls-self-signed.pem", pem(certificate));
      return files;
    } catch (IOException | GeneralSecurityException | OperatorCreationException failure) {
      throw new StartFailure("a certificate could not be made: " + failure, failure);
    }
  }

  private boolean isUsable() throws StartFailure {
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    X509Certificate present = TlsFiles.chain(certificate).getFirst();
    return present.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWED_BEFORE));
  }

  private static KeyPair ecKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509CertificateHolder sign(KeyPair keys, List<String> names, Instant now)
      throws IOException, OperatorCreationException {
    X500Name name = new X500Name("CN=Palaver");
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(VALID)),
            name,
            keys.getPublic());
    GeneralName[] subjects =
        names.stream().map(SelfSignedFiles::subject).toArray(GeneralName[]::new);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(subjects));
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static GeneralName subject(String name) {
    boolean numeric = name.contains(":") || name.matches("[0-9.]+");
    return new GeneralName(numeric ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
