// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

/// A message authentication code of 16 bytes under one key (HMAC-SHA-256, RFC 2104, cut in half).
public interface Mac {

  int KEY_BYTES = 32;
  int TAG_BYTES = 16;

  /// Writes the code of `length` bytes from `from` to `out` from `at`.
  void tag(byte[] bytes, int from, int length, byte[] out, int at);

  /// Whether the 16 bytes at `tagAt` are that code; takes the same time for every wrong one.
  boolean check(byte[] bytes, int from, int length, int tagAt);
}
