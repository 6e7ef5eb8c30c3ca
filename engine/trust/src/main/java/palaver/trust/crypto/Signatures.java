// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import palaver.base.Bytes;

/// Signatures as Ed25519 makes them (RFC 8032): 32-byte keys, 64-byte signatures, no randomness.
public interface Signatures {

  int KEY_BYTES = 32;
  int SIGNATURE_BYTES = 64;

  /// The public key of a secret one.
  Bytes publicKey(Bytes secretKey);

  /// Signs `message`; 64 bytes go to `out` from `at`.
  void sign(Bytes secretKey, byte[] message, byte[] out, int at);

  /// Whether the 64 bytes of `in` from `at` are the signature of `message` under `publicKey`.
  /// False, never an exception, for keys that are none.
  boolean verify(Bytes publicKey, byte[] message, byte[] in, int at);

  /// The signature as a value.
  default Bytes sign(Bytes secretKey, byte[] message) {
    byte[] signature = new byte[SIGNATURE_BYTES];
    sign(secretKey, message, signature, 0);
    return Bytes.of(signature);
  }

  default boolean verify(Bytes publicKey, byte[] message, Bytes signature) {
    return signature.length() == SIGNATURE_BYTES
        && verify(publicKey, message, signature.toArray(), 0);
  }
}
