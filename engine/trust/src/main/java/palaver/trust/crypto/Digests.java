// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import palaver.base.Bytes;
import palaver.wire.BigEndian;

/// SHA-256 and the key derivation that is built on it.
public final class Digests {

  public static final int SHA256_BYTES = 32;

  private Digests() {}

  /// A fresh SHA-256.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /// SHA-256 over the parts, each preceded by its length, so that no two lists of parts are alike.
  public static Bytes sha256(Bytes... parts) {
    MessageDigest digest = sha256();
    byte[] length = new byte[4];
    for (Bytes part : parts) {
      BigEndian.put32(length, 0, part.length());
      digest.update(length);
      digest.update(part.toArray());
    }
    return Bytes.of(digest.digest());
  }

  /// HKDF with SHA-256 (RFC 5869): `length` bytes, at most 8,160.
  ///
  /// @param label what the result is for
  /// @param context what it is bound to
  public static byte[] hkdf(Bytes secret, Bytes salt, String label, Bytes context, int length) {
    byte[] saltKey = salt.isEmpty() ? new byte[SHA256_BYTES] : salt.toArray();
    byte[] prk = hmac(saltKey).doFinal(secret.toArray());
    javax.crypto.Mac expand = hmac(prk);
    byte[] info = label.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[0];
    byte[] block = new byte[0];
    for (int counter = 1; out.length < length; counter++) {
      expand.update(block);
      expand.update(info);
      expand.update((byte) 0);
      expand.update(context.toArray());
      block = expand.doFinal(new byte[] {(byte) counter});
      int from = out.length;
      out = Arrays.copyOf(out, from + block.length);
      System.arraycopy(block, 0, out, from, block.length);
    }
    return Arrays.copyOf(out, length);
  }

  private static javax.crypto.Mac hmac(byte[] key) {
    try {
      javax.crypto.Mac hmac = javax.crypto.Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return hmac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", missing);
    }
  }
}
