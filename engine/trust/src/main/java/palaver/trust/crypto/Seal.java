// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

/// Authenticated encryption in place under one key, with a 16-byte tag (AES-128-GCM, RFC 5116). A
/// nonce must never be used twice to seal.
public interface Seal {

  int KEY_BYTES = 16;
  int NONCE_BYTES = 12;
  int TAG_BYTES = 16;

  /// Seals `length` bytes from `at`; the tag follows them. The associated data lies in the same
  /// array.
  void seal(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length);

  /// Opens `length` bytes from `at`, tag included; the plain length, or -1 when a byte, the nonce
  /// or the key is another. The place's content is then undefined.
  int open(byte[] nonce, byte[] bytes, int aadAt, int aadLength, int at, int length);
}
