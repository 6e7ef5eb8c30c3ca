// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import palaver.base.Bytes;

/// AES-128-GCM of the JDK. What it allocates for each packet is in docs/security-model.md.
final class GcmSeal implements Seal {
  private final Cipher cipher;
  private final SecretKeySpec key;

  GcmSeal(Bytes key) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("an AES-128 key has 16 bytes");
    }
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES in GCM", missing);
    }
    this.key = new SecretKeySpec(key.toArray(), "AES");
  }

  @Override
  public void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
    try {
      ready(Cipher.ENCRYPT_MODE, nonce, bytes, aadAt, aadLength);
      cipher.doFinal(bytes, at, length, bytes, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length) {
    if (length < TAG_BYTES) {
      return -1;
    }
    try {
      ready(Cipher.DECRYPT_MODE, nonce, bytes, aadAt, aadLength);
      return cipher.doFinal(bytes, at, length, bytes, at);
    } catch (AEADBadTagException forged) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  private void ready(int mode, byte[] nonce, byte[] bytes, int aadAt, int aadLength)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(bytes, aadAt, aadLength);
  }
}
