// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.trust.crypto.Crypto;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Statement;

/// This device's own secret keys. It signs; nobody else sees the keys. The store keeps
/// [#secretBytes] in a file that only its owner may read.
public final class DeviceIdentity {

  /// Bytes of both secret keys.
  public static final int SECRET_BYTES = 64;

  private final Crypto crypto;
  private final Bytes signingSecret;
  private final Bytes agreementSecret;
  private final DeviceKeys keys;

  private DeviceIdentity(Crypto crypto, Bytes signingSecret, Bytes agreementSecret) {
    this.crypto = crypto;
    this.signingSecret = signingSecret;
    this.agreementSecret = agreementSecret;
    keys =
        new DeviceKeys(
            crypto.signatures().publicKey(signingSecret),
            crypto.agreement().publicKey(agreementSecret));
  }

  /// A new device.
  public static DeviceIdentity create(Crypto crypto, SecretSource secrets) {
    return of(crypto, secrets.bytes(SECRET_BYTES));
  }

  /// A device from its stored secrets.
  ///
  /// @param secretBytes 64 bytes: signing and agreement secret
  public static DeviceIdentity of(Crypto crypto, byte[] secretBytes) {
    if (secretBytes.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a device has two secret keys of 32 bytes");
    }
    int half = SECRET_BYTES / 2;
    return new DeviceIdentity(
        crypto, Bytes.of(secretBytes, 0, half), Bytes.of(secretBytes, half, half));
  }

  /// Both secret keys, for the store alone.
  public byte[] secretBytes() {
    byte[] secret = new byte[SECRET_BYTES];
    signingSecret.copyTo(secret, 0);
    agreementSecret.copyTo(secret, SECRET_BYTES / 2);
    return secret;
  }

  public DeviceKeys keys() {
    return keys;
  }

  public NodeId node() {
    return keys.node();
  }

  public Crypto crypto() {
    return crypto;
  }

  public Bytes sign(byte[] message) {
    return crypto.signatures().sign(signingSecret, message);
  }

  /// Signs a message of the protocol as a statement of this device.
  public Bytes sign(MessageType type, Bytes payload) {
    return sign(Statement.signedBytes(type, node(), payload));
  }
}
