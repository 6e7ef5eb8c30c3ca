// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key for MESSAGE-INTEGRITY, ready to use many times by one thread.
public final class StunKey {
  private final Mac sha1;
  private final Mac sha256;

  private StunKey(byte[] key) {
    sha1 = mac("HmacSHA1", key);
    sha256 = mac("HmacSHA256", key);
  }

  /// The key of the short-term mechanism (RFC 8489, section 9.1.1), which ICE uses.
  ///
  /// @param password not empty
  public static StunKey shortTerm(String password) {
    return of(password.getBytes(StandardCharsets.UTF_8));
  }

  /// A key given as bytes, such as the MD5 of the long-term mechanism.
  ///
  /// @param key at least one byte
  public static StunKey of(byte[] key) {
    return new StunKey(key);
  }

  private static Mac mac(String algorithm, byte[] key) {
    try {
      Key secret = new SecretKeySpec(key, algorithm);
      Mac mac = Mac.getInstance(algorithm);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + algorithm, missing);
    }
  }

  /// The HMAC over a message up to an integrity attribute, whose header counts the message as
  /// ending with that attribute (RFC 8489, section 14.5).
  ///
  /// @param coveredBytes how many bytes stand before the attribute
  /// @param attributeBytes the length of the attribute with its header
  byte[] hmac(byte[] message, int offset, int coveredBytes, int attributeBytes, boolean useSha256) {
    Mac mac = useSha256 ? sha256 : sha1;
    int countedBytes = coveredBytes + attributeBytes - StunFormat.HEADER_BYTES;
    mac.update(message, offset, 2);
    mac.update((byte) (countedBytes >>> 8));
    mac.update((byte) countedBytes);
    mac.update(message, offset + 4, coveredBytes - 4);
    return mac.doFinal();
  }
}
