// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import palaver.wire.BigEndian;
import palaver.wire.radio.VoiceFrameFormat;

/// [FrameHash] by SHA-256.
final class Sha256FrameHash implements FrameHash {
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] full = new byte[Digests.SHA256_BYTES];

  @Override
  public long of(byte[] bytes, int frameAt, int sealedAt, int sealedBytes) {
    sha256.update(bytes, frameAt, VoiceFrameFormat.HEADER_BYTES);
    // The flag of an attached lease is in the header; relays do not change it either.
    sha256.update(bytes, sealedAt, sealedBytes);
    try {
      sha256.digest(full, 0, full.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    return BigEndian.i64(full, 0);
  }
}
