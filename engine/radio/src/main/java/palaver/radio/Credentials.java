// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.base.SecretSource;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.Membership;

/// What a node needs to prove who it is and to know the others.
///
/// @param identity its own secret keys; its node id is that of the configuration
/// @param membership who belongs to the channel; the node owns it from here on
/// @param secrets for link keys, and as a leader for group keys
public record Credentials(DeviceIdentity identity, Membership membership, SecretSource secrets) {}
