// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

/// The hash of a voice frame that talkers sign and listeners compare: over the clear part and the
/// sealed part. An attached lease is not in it; it proves itself.
public interface FrameHash {

  /// The first 8 bytes of the hash.
  ///
  /// @param frameAt where the clear part starts
  /// @param sealedAt where the sealed part starts, in the same array
  /// @param sealedBytes its length with the tag
  long of(byte[] bytes, int frameAt, int sealedAt, int sealedBytes);
}
