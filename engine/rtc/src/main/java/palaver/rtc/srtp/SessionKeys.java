// SPDX-License-Identifier: Apache-2.0
package palaver.rtc.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import palaver.rtc.SrtpProfile;

/// The keys that one direction uses for RTP or for RTCP (RFC 3711, section 4.3.1; for AES-256 the
/// key derivation of RFC 6188; for GCM the short salt of RFC 7714, section 11).
///
/// @param authentication empty in the GCM profiles
record SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
  private static final int LABEL_RTP = 0;
  private static final int LABEL_RTCP = 3;
  private static final int AUTHENTICATION_BYTES = 20;
  private static final int BLOCK_BYTES = 16;
  private static final int LABEL_AT = 7;

  static SessionKeys ofRtp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return derived(profile, masterKey, masterSalt, LABEL_RTP);
  }

  static SessionKeys ofRtcp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return derived(profile, masterKey, masterSalt, LABEL_RTCP);
  }

  private static SessionKeys derived(
      SrtpProfile profile, byte[] masterKey, byte[] masterSalt, int label) {
    boolean isGcm = profile != SrtpProfile.AES128_CM_SHA1_80;
    return new SessionKeys(
        derive(masterKey, masterSalt, label, profile.keyBytes()),
        isGcm ? new byte[0] : derive(masterKey, masterSalt, label + 1, AUTHENTICATION_BYTES),
        derive(masterKey, masterSalt, label + 2, profile.saltBytes()));
  }

  /// The first `length` bytes of the key stream that `label` selects, with a derivation rate of 0.
  static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
    byte[] start = new byte[BLOCK_BYTES];
    System.arraycopy(masterSalt, 0, start, 0, masterSalt.length);
    start[LABEL_AT] ^= (byte) label;
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(start));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES in counter mode", missing);
    }
  }
}
