// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.util.Optional;

/// The port to the server keys, of which only hashes are kept.
@FunctionalInterface
public interface ApiKeys {

  /// The valid key with this SHA-256 hash. What is compared is a hash, so timing tells nothing of
  /// the key. Does not block.
  Optional<Caller.ServerKey> find(byte[] sha256);
}
