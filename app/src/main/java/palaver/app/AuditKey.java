// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import palaver.app.start.DataFolder;

/// The key that signs how far the audit log is: Ed25519, in the data folder and not in the
/// database, so that whoever can write to the database alone cannot hide what they did.
final class AuditKey {
  static final String FILE = "audit-key";
  static final String PUBLIC_FILE = "audit-key.pub";

  private static final String ALGORITHM = "Ed25519";

  private AuditKey() {}

  /// The private key of the data folder; the first start makes it.
  static PrivateKey ensure(DataFolder data) throws IOException {
    Path file = data.file(FILE);
    try {
      if (!Files.exists(file)) {
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        data.writeSecret(PUBLIC_FILE, encode(made.getPublic().getEncoded()));
        data.writeSecret(FILE, encode(made.getPrivate().getEncoded()));
        return made.getPrivate();
      }
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(decode(Files.readString(file))));
    } catch (GeneralSecurityException | IllegalArgumentException failure) {
      throw new IOException("the file " + file + " is no Ed25519 key", failure);
    }
  }

  /// The public key in a data folder.
  static PublicKey publicKey(Path folder) throws IOException {
    Path file = folder.resolve(PUBLIC_FILE);
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(decode(Files.readString(file))));
    } catch (GeneralSecurityException | IllegalArgumentException failure) {
      throw new IOException("the file " + file + " is no Ed25519 key", failure);
    }
  }

  static String sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read signs", e);
    }
  }

  static boolean valid(PublicKey key, byte[] message, String signature) {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text.strip());
  }
}
