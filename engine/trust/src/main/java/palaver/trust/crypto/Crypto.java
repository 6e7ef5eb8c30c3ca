// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import palaver.base.Bytes;

/// The operations that the radio's trust stands on. [StandardCrypto] ships; the simulator has a
/// model that is held to the same contract tests.
public interface Crypto {

  Signatures signatures();

  KeyAgreement agreement();

  /// Authenticated encryption under one key.
  ///
  /// @param key 16 bytes
  Seal seal(Bytes key);

  /// The same for frames of voice, named apart so that who records a node can leave voice out.
  ///
  /// @param key 16 bytes
  default Seal voice(Bytes key) {
    return seal(key);
  }

  /// What talkers sign of their frames.
  default FrameHash frameHash() {
    return new Sha256FrameHash();
  }

  /// Authentication without secrecy under one key.
  ///
  /// @param key 32 bytes
  Mac mac(Bytes key);
}
