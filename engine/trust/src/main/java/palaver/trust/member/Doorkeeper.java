// SPDX-License-Identifier: Apache-2.0
package palaver.trust.member;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.base.Bytes;
import palaver.base.Parsed;
import palaver.base.SecretSource;
import palaver.trust.member.JoinDecision.Admitted;
import palaver.trust.member.JoinDecision.Pending;
import palaver.trust.member.JoinDecision.Refused;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.TrustMessage.JoinRequest;
import palaver.wire.radio.TrustMessage.RefuseCause;

/// Applies the join policy. It admits nobody by itself: what lets a device in is always an
/// operator's signature, given beforehand (allowlist), in an invite, or while the device waits.
///
/// At most [#PENDING_MAX] devices wait; a further one is refused as busy.
public final class Doorkeeper {

  /// How many devices wait for an operator at a time.
  public static final int PENDING_MAX = 16;

  /// How long a device waits for an operator, in nanoseconds.
  public static final long PENDING_NS = 120_000_000_000L;

  /// What is open besides the allowlist, which always is.
  ///
  /// @param invites whether invites are taken
  /// @param approval whether strangers may ask for an operator
  public record Policy(boolean invites, boolean approval) {
    public static final Policy ALLOWLIST_ONLY = new Policy(false, false);
    public static final Policy OPEN = new Policy(true, true);
  }

  /// A device that waits.
  ///
  /// @param words as both sides show them
  /// @param nonce this node's part of them
  /// @param sinceNs when it began to wait
  public record Waiting(JoinRequest request, String words, Bytes nonce, long sinceNs) {
    public DeviceKeys keys() {
      return new DeviceKeys(request.signingKey(), request.agreementKey());
    }
  }

  private final Membership membership;
  private final SecretSource secrets;
  private final LinkedHashMap<NodeId, Waiting> waiting = new LinkedHashMap<>();
  private Policy policy;

  public Doorkeeper(Membership membership, SecretSource secrets, Policy policy) {
    this.membership = membership;
    this.secrets = secrets;
    this.policy = policy;
  }

  public void policy(Policy policy) {
    this.policy = policy;
  }

  /// Decides on a request whose signature by the asking device was checked.
  ///
  /// @param nowNs the engine's clock
  /// @param nowEpochMs the wall clock, in milliseconds since 1970
  public JoinDecision decide(long nowNs, long nowEpochMs, JoinRequest request) {
    expire(nowNs);
    DeviceKeys keys = new DeviceKeys(request.signingKey(), request.agreementKey());
    MemberEntry entry = membership.entry(keys.node());
    if (entry != null && entry.revoked()) {
      return new Refused(RefuseCause.REVOKED);
    }
    if (entry != null
        && entry.keys().equals(keys)
        && membership.isMember(keys.node(), nowEpochMs)) {
      waiting.remove(keys.node());
      return new Admitted(entry);
    }
    Bytes bearer = request.invite();
    if (bearer != null && policy.invites) {
      return redeem(bearer, keys, nowEpochMs);
    }
    return policy.approval ? pend(nowNs, request, keys) : new Refused(RefuseCause.NOT_ALLOWED);
  }

  private JoinDecision redeem(Bytes bearer, DeviceKeys keys, long nowEpochMs) {
    MemberEntry entry =
        MemberEntry.parse(bearer) instanceof Parsed.Ok<MemberEntry>(MemberEntry read) ? read : null;
    Invite invite = entry == null ? null : Membership.inviteOf(entry);
    if (entry == null || invite == null || !entry.keys().equals(keys)) {
      return new Refused(RefuseCause.INVITE_WRONG);
    }
    if (nowEpochMs >= invite.untilEpochMs()) {
      return new Refused(RefuseCause.INVITE_EXPIRED);
    }
    if (membership.usesOf(invite) >= invite.usesMax()) {
      return new Refused(RefuseCause.INVITE_USED_UP);
    }
    return switch (membership.add(bearer)) {
      case ADDED, KNOWN -> new Admitted(entry);
      case FULL -> new Refused(RefuseCause.FULL);
      case MALFORMED, FORGED, ISSUER_UNKNOWN, TOO_LONG_VALID ->
          new Refused(RefuseCause.INVITE_WRONG);
    };
  }

  private JoinDecision pend(long nowNs, JoinRequest request, DeviceKeys keys) {
    Waiting known = waiting.get(keys.node());
    if (known != null
        && known.keys().equals(keys)
        && known.request.nonce().equals(request.nonce())) {
      return new Pending(known.words, known.nonce);
    }
    if (known == null && waiting.size() >= PENDING_MAX) {
      return new Refused(RefuseCause.BUSY);
    }
    Bytes nonce = Bytes.of(secrets.nonce(JoinRequest.NONCE_BYTES));
    String words = FourWords.of(membership.channelKey(), request, nonce);
    waiting.put(keys.node(), new Waiting(request, words, nonce, nowNs));
    return new Pending(words, nonce);
  }

  private void expire(long nowNs) {
    Iterator<Map.Entry<NodeId, Waiting>> oldest = waiting.entrySet().iterator();
    while (oldest.hasNext()) {
      if (nowNs - oldest.next().getValue().sinceNs >= PENDING_NS) {
        oldest.remove();
      }
    }
  }

  /// Who waits, longest first.
  public List<Waiting> waiting(long nowNs) {
    expire(nowNs);
    return List.copyOf(waiting.values());
  }

  /// Who waits under this node id, or null.
  public @Nullable Waiting waiting(NodeId node) {
    return waiting.get(node);
  }

  /// An operator said no; the device may ask again.
  public void decline(NodeId node) {
    waiting.remove(node);
  }
}
