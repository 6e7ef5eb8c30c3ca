// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.trust.crypto.Digests;
import palaver.wire.BigEndian;
import palaver.wire.radio.NodeId;

/// What everybody may know of a device.
///
/// @param signingKey its Ed25519 public key, 32 bytes
/// @param agreementKey its X25519 public key, 32 bytes
public record DeviceKeys(Bytes signingKey, Bytes agreementKey) {

  /// The device's name in the protocol: the first 8 bytes of the SHA-256 of its signing key.
  public NodeId node() {
    return nodeOf(signingKey);
  }

  static NodeId nodeOf(Bytes signingKey) {
    byte[] hash = Digests.sha256().digest(signingKey.toArray());
    return new NodeId(BigEndian.i64(hash, 0));
  }
}
