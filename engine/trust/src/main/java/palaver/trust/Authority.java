// SPDX-License-Identifier: Apache-2.0
package palaver.trust;

import palaver.trust.member.Membership;
import palaver.trust.member.Rights;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyMessage;
import palaver.wire.radio.Lease;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.SettingsMessage;
import palaver.wire.radio.Term;
import palaver.wire.radio.TextMessage;
import palaver.wire.radio.TrustMessage;

/// Who may say what: a true signature is not enough, the signer must be the one whose word it is.
/// Every node asks this of every statement; nobody believes a leader because it leads. Settings
/// without an author (a merge, a rollback) are proven by the history that takes them.
public final class Authority {
  private final Membership membership;

  public Authority(Membership membership) {
    this.membership = membership;
  }

  /// Whether `speaker` may say `message`: the signer of a statement, else the sender of the
  /// datagram.
  ///
  /// @param nowEpochMs the wall clock, in milliseconds since 1970
  public boolean allows(NodeId speaker, RadioMessage message, long nowEpochMs) {
    Rights rights = membership.rights(speaker, nowEpochMs);
    if (rights == null) {
      return false;
    }
    return switch (message) {
      case PresenceMessage.TermClaim claim -> leads(speaker, claim.term(), rights);
      case PresenceMessage.Resign resign -> speaker.equals(resign.term().node());
      case PresenceMessage.Welcome welcome -> leads(speaker, welcome.term(), rights);
      case FloorMessage.LeaseStatement lease -> allowsLease(speaker, lease.lease(), nowEpochMs);
      case FloorMessage.Idle idle -> leads(speaker, idle.term(), rights);
      case FloorMessage.Revoke revoke -> leads(speaker, revoke.lease().term(), rights);
      case FloorMessage.Request request -> mayRequest(request, rights);
      case RelayMessage.TopologyAssign assign -> leads(speaker, assign.term(), rights);
      case KeyMessage.Handover handover -> leads(speaker, handover.key().term(), rights);
      case KeyMessage.Activate activate -> leads(speaker, activate.key().term(), rights);
      case SettingsMessage.Propose _ -> membership.isOperator(speaker, nowEpochMs);
      case SettingsMessage.Snapshot snapshot ->
          (snapshot.isPublication()
                  ? leads(speaker, snapshot.version().term(), rights)
                  : rights.has(Rights.LEAD))
              && (snapshot.author().equals(NodeId.NONE)
                  || membership.operatorKey(snapshot.author()) != null);
      case SettingsMessage.Rollback rollback -> leads(speaker, rollback.from().term(), rights);
      case TextMessage.Text text -> speaker.equals(text.id().author());
      case TrustMessage.JoinDecline _ -> membership.isOperator(speaker, nowEpochMs);
      default -> true;
    };
  }

  /// Whether that lease may exist: its leader may lead and its holder may talk, by the membership
  /// that this node holds itself.
  public boolean allowsLease(NodeId signer, Lease lease, long nowEpochMs) {
    Rights leader = membership.rights(signer, nowEpochMs);
    Rights holder = membership.rights(lease.holder(), nowEpochMs);
    return leader != null
        && holder != null
        && leads(signer, lease.id().term(), leader)
        && holder.has(Rights.TALK)
        && lease.priority() <= holder.priority()
        && (!lease.emergency() || holder.has(Rights.EMERGENCY));
  }

  private static boolean leads(NodeId speaker, Term term, Rights rights) {
    return speaker.equals(term.node()) && rights.has(Rights.LEAD);
  }

  private static boolean mayRequest(FloorMessage.Request request, Rights rights) {
    return rights.has(Rights.TALK)
        && request.priority() <= rights.priority()
        && (!request.emergency() || rights.has(Rights.EMERGENCY));
  }
}
