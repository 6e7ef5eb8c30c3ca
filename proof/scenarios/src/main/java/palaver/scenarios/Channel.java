// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.trust.crypto.Crypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;

/// The channel of a venue: its key, its operator, its members, all from the seed.
final class Channel {
  /// When every run begins, by the wall clock.
  static final long EPOCH_MS = 1_800_000_000_000L;

  private static final long UNTIL_MS = EPOCH_MS + 31_536_000_000L;
  private static final Rights DISPATCHER =
      new Rights(Rights.TALK | Rights.LEAD | Rights.EMERGENCY, 255);

  private final Crypto crypto;
  private final SecretSource secrets;
  private final DeviceIdentity operator;
  private final Membership membership;
  private final Bytes channelSecret;

  Channel(Crypto crypto, SecretSource secrets) {
    this.crypto = crypto;
    this.secrets = secrets;
    channelSecret = Bytes.of(secrets.bytes(32));
    Bytes channelKey = crypto.signatures().publicKey(channelSecret);
    operator = DeviceIdentity.create(crypto, secrets);
    membership = new Membership(crypto, channelKey, Membership.Limits.DEFAULT);
    membership.addCertificate(
        OperatorCertificate.issue(
                crypto.signatures(), channelSecret, operator.keys().signingKey(), UNTIL_MS)
            .signed());
  }

  Crypto crypto() {
    return crypto;
  }

  SecretSource secrets() {
    return secrets;
  }

  /// Makes a device; its secrets.
  byte[] device() {
    return DeviceIdentity.create(crypto, secrets).secretBytes();
  }

  /// Lets a device in before the run begins.
  ///
  /// @param dispatcher whether it may interrupt others
  void admit(DeviceKeys keys, boolean dispatcher) {
    Rights rights = dispatcher ? DISPATCHER : Rights.TALKER;
    membership.add(MemberEntry.admit(operator, keys, "device", rights, 1, UNTIL_MS).signed());
  }

  /// Lets a device admit others and change settings.
  void makeOperator(DeviceKeys keys) {
    membership.addCertificate(
        OperatorCertificate.issue(crypto.signatures(), channelSecret, keys.signingKey(), UNTIL_MS)
            .signed());
  }

  /// The operator's word that a device is out.
  Bytes removalOf(NodeId node) {
    MemberEntry entry = membership.entry(node);
    if (entry == null) {
      throw new IllegalStateException("only members are put out");
    }
    return MemberEntry.revoke(operator, entry, false).signed();
  }

  boolean isMember(NodeId node) {
    return membership.isMember(node, EPOCH_MS);
  }

  /// The set as a device has it when it starts.
  Membership membership() {
    return membership.copy();
  }
}
