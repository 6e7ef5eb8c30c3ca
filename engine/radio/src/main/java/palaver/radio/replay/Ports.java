// SPDX-License-Identifier: Apache-2.0
package palaver.radio.replay;

import java.util.SplittableRandom;
import palaver.base.AddressDirectory;
import palaver.base.SecretSource;
import palaver.radio.Credentials;
import palaver.radio.RadioNode;
import palaver.radio.StableStore;
import palaver.radio.VoiceSink;
import palaver.trust.crypto.Crypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;

/// What a node asks and tells besides its inputs.
///
/// @param deviceSecret the device's two secret keys, 64 bytes
public record Ports(
    Crypto crypto,
    byte[] deviceSecret,
    SecretSource secrets,
    StableStore store,
    VoiceSink sink,
    AddressDirectory directory) {

  /// A node and the set that it owns.
  record Made(RadioNode node, Membership membership) {}

  /// Makes a node: in one way, whether it is recorded or played again, for what it asks while it is
  /// made has to come in the same order.
  Made make(Opening opening) {
    DeviceIdentity identity = DeviceIdentity.of(crypto, deviceSecret);
    Membership membership = new Membership(crypto, opening.channelKey(), Membership.Limits.DEFAULT);
    opening.certificates().forEach(membership::addCertificate);
    opening.entries().forEach(membership::add);
    RadioNode node =
        new RadioNode(
            opening.config(),
            new Credentials(identity, membership, secrets),
            store,
            sink,
            directory,
            new SplittableRandom(opening.seed()));
    return new Made(node, membership);
  }
}
