// SPDX-License-Identifier: Apache-2.0
package palaver.trust.audit;

import java.security.DigestException;
import java.security.MessageDigest;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.VoiceFrameFormat;

/// The hash of a frame that talkers sign and listeners compare: the first 8 bytes of SHA-256 over
/// the clear part and the sealed part. An attached lease is not in it; it proves itself.
final class FrameHashes {
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] full = new byte[Digests.SHA256_BYTES];

  long hash(byte[] bytes, int frameAt, int sealedAt, int sealedBytes) {
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
