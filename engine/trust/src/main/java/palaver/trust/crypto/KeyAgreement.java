// SPDX-License-Identifier: Apache-2.0
package palaver.trust.crypto;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;

/// Key agreement as X25519 does it (RFC 7748): 32-byte keys, a 32-byte secret that both sides get.
public interface KeyAgreement {

  int KEY_BYTES = 32;

  Bytes publicKey(Bytes secretKey);

  /// What both sides share; null when the other's key is of low order and nothing would be secret.
  @Nullable Bytes agree(Bytes secretKey, Bytes otherPublicKey);
}
