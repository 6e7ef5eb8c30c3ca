// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

/// The port to the API keys, of which only hashes are kept.
@FunctionalInterface
public interface ApiKeys {

  /// Whether a valid key has this SHA-256 hash; compares in constant time
  /// ([java.security.MessageDigest#isEqual]) and does not block for long.
  boolean matches(byte[] sha256);
}
