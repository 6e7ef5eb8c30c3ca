// SPDX-License-Identifier: Apache-2.0
package palaver.trust;

import java.util.SplittableRandom;
import palaver.base.Bytes;
import palaver.base.SecretSource;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.OperatorCertificate;
import palaver.trust.member.Rights;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.Term;

/// A channel with its key, an operator and as many members as a test wants; everything from a seed.
public final class Venue {
  public static final long NOW_EPOCH_MS = 1_800_000_000_000L;
  public static final long YEAR_MS = 31_536_000_000L;
  public static final long UNTIL_MS = NOW_EPOCH_MS + YEAR_MS;

  public final Crypto crypto = new StandardCrypto();
  public final SecretSource secrets;
  public final Bytes channelSecret;
  public final Bytes channelKey;
  public final DeviceIdentity operator;
  public final Bytes certificate;
  public final Membership membership;

  public Venue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    secrets = random::nextBytes;
    channelSecret = Bytes.of(secrets.bytes(32));
    channelKey = crypto.signatures().publicKey(channelSecret);
    operator = device();
    certificate = certificateFor(operator, UNTIL_MS);
    membership = emptySet();
    membership.addCertificate(certificate);
    membership.add(admitted(operator, Rights.TALKER).signed());
  }

  public DeviceIdentity device() {
    return DeviceIdentity.create(crypto, secrets);
  }

  public Bytes certificateFor(DeviceIdentity device, long untilEpochMs) {
    return OperatorCertificate.issue(
            crypto.signatures(), channelSecret, device.keys().signingKey(), untilEpochMs)
        .signed();
  }

  public Membership emptySet() {
    return new Membership(crypto, channelKey, Membership.Limits.DEFAULT);
  }

  public MemberEntry admitted(DeviceIdentity device, Rights rights) {
    return MemberEntry.admit(operator, device.keys(), "device", rights, 1, UNTIL_MS);
  }

  /// A new device that belongs to the channel.
  public DeviceIdentity member(Rights rights) {
    DeviceIdentity device = device();
    membership.add(admitted(device, rights).signed());
    return device;
  }

  public void revoke(DeviceIdentity device) {
    MemberEntry entry = membership.entry(device.node());
    if (entry == null) {
      throw new IllegalStateException("only members are put out");
    }
    membership.add(MemberEntry.revoke(operator, entry, false).signed());
  }

  public boolean isMember(DeviceKeys keys) {
    return membership.isMember(keys.node(), NOW_EPOCH_MS);
  }

  public static Term term(long counter, NodeId leader) {
    return new Term(counter, 1, leader, 7);
  }
}
