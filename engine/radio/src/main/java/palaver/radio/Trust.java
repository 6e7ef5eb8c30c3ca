// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.trust.Authority;
import palaver.trust.Gate;
import palaver.trust.StatementVerifier;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.FrameHash;
import palaver.trust.crypto.Signatures;
import palaver.trust.group.GroupKeys;
import palaver.trust.link.Cookies;
import palaver.trust.link.Links;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import palaver.trust.member.MemberEntry;
import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RadioMessage;

/// What this node proves to the others and believes of them: the trust module's parts, joined.
final class Trust {
  private static final long NS_PER_MS = 1_000_000;

  final Membership membership;
  final Links links;
  final Gate gate;
  final GroupKeys keys;
  final palaver.base.SecretSource secrets;
  final Cookies cookies;
  private final DeviceIdentity identity;
  private final StatementVerifier verifier;
  private final Authority authority;
  private long epochOffsetMs;

  Trust(RadioConfig config, Credentials credentials) {
    identity = credentials.identity();
    membership = credentials.membership();
    secrets = credentials.secrets();
    if (!identity.node().equals(config.self())) {
      throw new IllegalArgumentException("the keys are those of another device");
    }
    Crypto crypto = identity.crypto();
    int peersMax = config.limits().peersMax();
    links = new Links(crypto, secrets, config.self(), config.boot(), peersMax);
    verifier = new StatementVerifier(crypto.signatures());
    authority = new Authority(membership);
    keys = new GroupKeys(crypto);
    cookies = new Cookies(crypto, secrets, 0);
    gate = new Gate(config.self(), membership, links, cookies, verifier, Gate.Limits.DEFAULT);
  }

  /// The driver says what the wall clock shows.
  void wallClock(long nowNs, long epochMs) {
    epochOffsetMs = epochMs - nowNs / NS_PER_MS;
  }

  /// Milliseconds since 1970.
  long epochMs(long nowNs) {
    return nowNs / NS_PER_MS + epochOffsetMs;
  }

  /// What talkers sign of their frames.
  FrameHash frameHash() {
    return identity.crypto().frameHash();
  }

  void sign(byte[] statement, byte[] out, int at) {
    identity.sign(statement).copyTo(out, at);
  }

  /// What a member may do now; null for everybody else.
  @Nullable Rights rights(long nowNs, NodeId node) {
    return membership.rights(node, epochMs(nowNs));
  }

  boolean isMember(long nowNs, NodeId node) {
    return rights(nowNs, node) != null;
  }

  boolean has(long nowNs, NodeId node, int role) {
    Rights rights = rights(nowNs, node);
    return rights != null && rights.has(role);
  }

  /// Whether a device may admit, revoke and change settings now.
  boolean isOperator(long nowNs, NodeId node) {
    return membership.isOperator(node, epochMs(nowNs));
  }

  /// Whether an operator signed `statement`, in whose time whatsoever.
  boolean isOperatorsWord(NodeId author, byte[] statement, Bytes signature) {
    Bytes key = membership.operatorKey(author);
    return key != null
        && signature.length() == Signatures.SIGNATURE_BYTES
        && verifier.verify(key, statement, signature.toArray(), 0);
  }

  /// As an operator: the entry of a device that is let in.
  Bytes admit(DeviceKeys keys, String name, Rights rights, long untilEpochMs) {
    MemberEntry before = membership.entry(keys.node());
    long version = before == null ? 1 : before.version() + 1;
    return MemberEntry.admit(identity, keys, name, rights, version, untilEpochMs).signed();
  }

  /// As an operator: the entry that puts a device out.
  Bytes revoke(MemberEntry member) {
    return MemberEntry.revoke(identity, member, false).signed();
  }

  /// Whether `speaker` may say that, see [Authority].
  boolean allows(long nowNs, NodeId speaker, RadioMessage message) {
    return authority.allows(speaker, message, epochMs(nowNs));
  }

  /// Whether a lease was signed by a member who may lead, for a member who may talk.
  boolean isGenuine(long nowNs, LeaseProof proof) {
    MemberEntry signer = membership.entry(proof.signer());
    return signer != null
        && authority.allowsLease(proof.signer(), proof.lease(), epochMs(nowNs))
        && verifier.verify(
            signer.keys().signingKey(), proof.signedBytes(), proof.signature().toArray(), 0);
  }
}
