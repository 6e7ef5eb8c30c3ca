// SPDX-License-Identifier: Apache-2.0
package palaver.app.media;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import palaver.app.start.StartFailure;

/// Reads certificates and keys in PEM form, and makes the TLS context that serves with them.
public final class TlsFiles {

  private static final char[] NO_PASSWORD = new char[0];

  private TlsFiles() {}

  /// The context that serves with a certificate and its key, both PEM.
  public static SSLContext context(Path certificate, Path key) throws StartFailure {
    List<X509Certificate> chain = chain(certificate);
    PrivateKey privateKey = privateKey(key);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("palaver", privateKey, NO_PASSWORD, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException failure) {
      throw new StartFailure(
          "the certificate in " + certificate + " does not go with the key in " + key, failure);
    }
  }

  /// The certificates in a file, the own one first; at least one.
  public static List<X509Certificate> chain(Path file) throws StartFailure {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Object entry : entries(file)) {
        if (entry instanceof X509CertificateHolder holder) {
          chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException damaged) {
      throw new StartFailure("the certificate in " + file + " is damaged", damaged);
    }
    if (chain.isEmpty()) {
      throw new StartFailure("there is no certificate in PEM form in " + file);
    }
    return chain;
  }

  private static PrivateKey privateKey(Path file) throws StartFailure {
    JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
    try {
      for (Object entry : entries(file)) {
        if (entry instanceof PrivateKeyInfo key) {
          return converter.getPrivateKey(key);
        }
        if (entry instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    } catch (IOException damaged) {
      throw new StartFailure("the private key in " + file + " is damaged", damaged);
    }
    throw new StartFailure("there is no private key in PEM form, without a password, in " + file);
  }

  private static List<Object> entries(Path file) throws StartFailure {
    List<Object> entries = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(text)) {
      for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
        entries.add(entry);
      }
    } catch (IOException failure) {
      throw new StartFailure("the file " + file + " cannot be read as PEM", failure);
    }
    return entries;
  }
}
