// SPDX-License-Identifier: Apache-2.0
package palaver.base;

/// Where keys, passwords and unguessable ids come from: a cryptographic generator in production, a
/// seeded one in simulator and tests.
@FunctionalInterface
public interface SecretSource {

  /// Overwrites all of `bytes` with secret random bytes.
  void fill(byte[] bytes);

  /// `length` fresh secret bytes.
  default byte[] bytes(int length) {
    byte[] fresh = new byte[length];
    fill(fresh);
    return fresh;
  }

  /// `length` fresh bytes that nobody can guess and that others are shown later, named apart so
  /// that who records a node may keep them.
  default byte[] nonce(int length) {
    return bytes(length);
  }
}
