// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.Term;

/// What a leader says about the floor, as this node takes it: whether it came over a link or from
/// this node's own server.
final class Leases implements Leading.Self {
  private static final long MS = 1_000_000;

  private final Node node;
  private final Election election;
  private final Listening listening;
  private final Talking talking;

  Leases(Node node, Election election, Listening listening, Talking talking) {
    this.node = node;
    this.election = election;
    this.listening = listening;
    this.talking = talking;
  }

  @Override
  public void grant(long nowNs, FloorMessage.Grant grant) {
    lease(nowNs, grant.lease());
    Playing now = listening.playing();
    if (now != null
        && now.id().equals(grant.lease().lease().id())
        && now.holder().equals(node.config.self())) {
      talking.onGrant(nowNs, grant.requestId(), grant.queued(), grant.lease());
    }
  }

  @Override
  public void lease(long nowNs, LeaseProof proof) {
    lease(nowNs, proof, proof.lease().durationMs());
  }

  /// A lease that still runs for `remainingMs`, or for its whole duration when that is less.
  void lease(long nowNs, LeaseProof proof, long remainingMs) {
    long remainingNs = Math.min(remainingMs, proof.lease().durationMs()) * MS;
    listening.onLease(nowNs, proof, election.term(), remainingNs);
  }

  @Override
  public void idle(long nowNs, Term term, long lastNumber) {
    listening.onIdle(nowNs, term, lastNumber);
    talking.onIdle(nowNs, new LeaseId(term, lastNumber));
  }

  @Override
  public void revoke(long nowNs, FloorMessage.Revoke revoke) {
    talking.onRevoked(
        nowNs, revoke.lease(), Causes.fromWire(revoke.cause()), revoke.graceMs() * MS);
  }

  @Override
  public void deny(long nowNs, FloorMessage.Deny deny) {
    talking.onDenied(
        nowNs, deny.requestId(), Causes.fromWire(deny.cause()), deny.retryAfterMs() * MS);
  }

  @Override
  public void queued(long nowNs, FloorMessage.QueuePosition place) {
    talking.onQueued(nowNs, place.requestId(), place.position(), place.waiting());
  }
}
