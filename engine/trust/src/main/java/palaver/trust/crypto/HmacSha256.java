// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;
import palaver.base.Bytes;

/// HMAC-SHA-256 of the JDK, its first 16 bytes.
final class HmacSha256 implements Mac {
  private static final int FULL_BYTES = 32;

  private final javax.crypto.Mac hmac;
  private final byte[] full = new byte[FULL_BYTES];

  HmacSha256(Bytes key) {
    try {
      hmac = javax.crypto.Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", missing);
    }
  }

  @Override
  public void tag(byte[] bytes, int from, int length, byte[] out, int at) {
    compute(bytes, from, length);
    System.arraycopy(full, 0, out, at, TAG_BYTES);
  }

  private void compute(byte[] bytes, int from, int length) {
    try {
      hmac.update(bytes, from, length);
      hmac.doFinal(full, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("authentication failed", e);
    }
  }

  @Override
  public boolean check(byte[] bytes, int from, int length, int tagAt) {
    compute(bytes, from, length);
    int difference = 0;
    for (int i = 0; i < TAG_BYTES; i++) {
      difference |= full[i] ^ bytes[tagAt + i];
    }
    return difference == 0;
  }
}
