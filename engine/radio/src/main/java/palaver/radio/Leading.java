// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import palaver.base.Deadlines;
import palaver.floor.DenyCause;
import palaver.floor.FloorLease;
import palaver.floor.FloorRequest;
import palaver.floor.FloorServer;
import palaver.floor.RevokeCause;
import palaver.floor.ServerAct;
import palaver.trust.member.Rights;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.Lease;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.Term;

/// What a leader does: it knows who follows, serves the floor, plans the tree.
///
/// A new leader first holds the floor for 200 ms: followers report the lease that they play or
/// hold, and the newest of these is adopted, same talker, new number.
final class Leading {
  private static final long MS = 1_000_000;
  private static final long[] TAKEN_AGAIN_NS = {20 * MS, 60 * MS, 140 * MS};
  private static final long PLAN_NS = 50 * MS;

  /// How this node itself takes what its leader part says.
  interface Self {
    void grant(long nowNs, FloorMessage.Grant grant);

    void lease(long nowNs, LeaseProof proof);

    void idle(long nowNs, Term term, long lastNumber);

    void revoke(long nowNs, FloorMessage.Revoke revoke);

    void deny(long nowNs, FloorMessage.Deny deny);

    void queued(long nowNs, FloorMessage.QueuePosition position);
  }

  private enum Timer {
    /// The next tenth of the members gets a heartbeat.
    HEARTBEATS,
    /// The wait for reports is over.
    HOLD,
    TAKEN_AGAIN,
    PLAN,
    SHUFFLE
  }

  private final Node node;
  private final Relay relay;
  private final KeySharing sharing;
  private final Planting planting;
  private final LeaderSigns signs;
  private final Self self;
  private final FloorServer server;
  private final Deadlines<Timer> timers = new Deadlines<>(Timer.class);
  private Term term = Term.NONE;
  private @Nullable LeaseProof running;
  private @Nullable LeaseProof reported;
  private long reportedTalkNs;
  private @Nullable LeaseId adopting;
  private long firstPlanNs;
  private int takenRepeats;
  private boolean leads;
  private long nowNs;

  Leading(Node node, Relay relay, KeySharing sharing, Self self) {
    this.sharing = sharing;
    this.node = node;
    this.relay = relay;
    this.self = self;
    RadioConfig config = node.config;
    server = new FloorServer(config.floorLimits(), config.floorPolicy(), this::act);
    planting = new Planting(node, relay);
    signs = new LeaderSigns(node);
  }

  boolean leads() {
    return leads;
  }

  FloorServer server() {
    return server;
  }

  /// Other settings hold.
  void govern() {
    server.govern(node.rules.floorLimits(), node.rules.floorPolicy());
  }

  @Nullable LeaseProof running() {
    return running;
  }

  int memberCount() {
    return planting.plan().places().size();
  }

  /// The tree that this node has planned, itself at the root.
  List<Branch> tree() {
    return planting.plan().branches();
  }

  /// Begins a term.
  ///
  /// @param own the lease that this node plays itself, null when none
  void begin(long atNs, Term next, SignedStatement claim, @Nullable LeaseProof own, long talkedNs) {
    signs.begin(claim);
    nowNs = atNs;
    term = next;
    leads = true;
    running = null;
    reported = own;
    reportedTalkNs = talkedNs;
    planting.begin(next);
    for (Peer peer : node.peers.all()) {
      peer.member = false;
    }
    sharing.begin(atNs, next);
    server.participants(1);
    server.begin();
    timers.set(Timer.HOLD, atNs + node.config.limits().holdNs());
    timers.set(Timer.HEARTBEATS, atNs);
    firstPlanNs = atNs + node.config.limits().holdNs() + 3 * PLAN_NS;
    timers.set(Timer.PLAN, firstPlanNs);
    if (node.config.has(Defect.OSCILLATING_REBALANCE)) {
      timers.set(Timer.SHUFFLE, atNs + 1_000 * MS);
    }
  }

  void end(long atNs) {
    nowNs = atNs;
    leads = false;
    sharing.end();
    server.stop(atNs);
    running = null;
    for (Timer timer : Timer.values()) {
      timers.clear(timer);
    }
  }

  // Members.

  /// A node reports that it follows.
  void onFollow(long atNs, Peer peer, PresenceMessage.Follow follow) {
    nowNs = atNs;
    if (follow.term().compareTo(term) != 0) {
      return;
    }
    LeaseProof lease = follow.lease();
    if (server.state() == FloorServer.State.HELD && lease != null && isBetter(lease)) {
      reported = lease;
    }
    admit(peer);
    planting.plan().wasBelow(peer, follow.formerParent());
    planting.plan().tellAgain(peer);
    long digest = node.trust.membership.shortDigest();
    KeyId key = node.trust.keys.current();
    node.sender.send(peer, new PresenceMessage.Welcome(term, running, null, key, digest));
    sharing.onMember(peer);
  }

  private boolean isBetter(LeaseProof lease) {
    LeaseProof best = reported;
    return best == null || lease.lease().id().compareTo(best.lease().id()) > 0;
  }

  private void admit(Peer peer) {
    if (!peer.member) {
      peer.member = true;
      planting.plan().add(peer);
      server.participants(memberCount() + 1);
      timers.set(Timer.PLAN, Math.max(firstPlanNs, nowNs + PLAN_NS));
    }
  }

  /// A member shows that it is there; one that this leader did not know is admitted.
  void onMemberSign(long atNs, Peer peer) {
    nowNs = atNs;
    admit(peer);
  }

  /// A member has left, started anew or is no longer heard.
  void remove(long atNs, Peer peer) {
    nowNs = atNs;
    if (peer.member) {
      peer.member = false;
      planting.plan().remove(peer);
      sharing.onGone(peer);
      server.participants(memberCount() + 1);
      server.remove(atNs, peer.id.value());
      if (atNs >= firstPlanNs) {
        replan();
      }
    }
  }

  // The floor.

  void onRequest(long atNs, NodeId from, long boot, FloorMessage.Request request) {
    nowNs = atNs;
    Rights rights = node.trust.rights(atNs, from);
    if (rights == null) {
      return;
    }
    if (node.config.has(Defect.DOUBLE_GRANT)
        && running != null
        && !running.lease().holder().equals(from)) {
      grantAgain(from, boot, request);
      return;
    }
    server.request(
        atNs,
        new FloorRequest(
            from.value(),
            boot,
            request.requestId(),
            Math.min(request.priority(), rights.priority()),
            request.emergency() && rights.has(Rights.EMERGENCY) && node.rules.emergency(),
            request.mayQueue(),
            !rights.has(Rights.TALK)));
  }

  /// The mistake of [Defect#DOUBLE_GRANT].
  private void grantAgain(NodeId from, long boot, FloorMessage.Request request) {
    FloorRequest again =
        new FloorRequest(from.value(), boot, request.requestId(), 0, false, true, false);
    FloorLease second = new FloorLease(server.lastNumber() + 1, 0, again, false);
    act(new ServerAct.Granted(second));
    act(new ServerAct.Taken(second));
  }

  void onRelease(long atNs, NodeId from, FloorMessage.Release release) {
    nowNs = atNs;
    LeaseId id = release.lease();
    LeaseProof now = running;
    long number = 0;
    if (id != null && now != null) {
      boolean former = id.equals(now.lease().adopted());
      boolean current = id.equals(now.lease().id());
      number = former || current ? now.lease().id().number() : -1;
    }
    server.release(atNs, from.value(), release.requestId(), number);
  }

  void onSign(long atNs, NodeId from, LeaseId lease, boolean media) {
    nowNs = atNs;
    if (lease.term().compareTo(term) == 0) {
      server.sign(atNs, from.value(), lease.number(), media);
    }
  }

  private void act(ServerAct act) {
    switch (act) {
      case ServerAct.Granted(FloorLease lease) -> grant(lease);
      case ServerAct.Taken(FloorLease lease) -> taken(lease);
      case ServerAct.Denied(FloorRequest r, DenyCause cause, long retryNs) ->
          deny(r, cause, retryNs);
      case ServerAct.Queued(FloorRequest r, int place, int size) -> queued(r, place, size);
      case ServerAct.Revoked(FloorLease lease, RevokeCause cause, long leftNs) ->
          revoke(lease, cause, leftNs);
      case ServerAct.Warned _ -> {}
      case ServerAct.Idle(long last) -> idle(last);
      case ServerAct.Ended(FloorLease lease, ServerAct.End why) ->
          node.sender.emit(new RadioEvent.Ended(new LeaseId(term, lease.number()), why.name()));
    }
  }

  private LeaseProof proofOf(FloorLease lease) {
    LeaseProof now = running;
    LeaseId id = new LeaseId(term, lease.number());
    if (now != null && now.lease().id().equals(id) && now.lease().renewal() == lease.renewal()) {
      return now;
    }
    boolean same = now != null && now.lease().id().equals(id);
    LeaseId adopted = same && now != null ? now.lease().adopted() : adopting;
    Lease statement =
        new Lease(
            id,
            lease.renewal(),
            node.config.channel(),
            new NodeId(lease.holder()),
            lease.request().boot(),
            node.rules.floorLimits().leaseNs() / MS,
            node.rules.floorLimits().talkLimitNs() / MS,
            lease.request().priority(),
            lease.request().emergency(),
            adopted);
    SignedStatement signed = node.sender.sign(new FloorMessage.LeaseStatement(statement));
    LeaseProof proof = LeaseProof.of(statement, palaver.base.Bytes.of(signed.signature()));
    running = proof;
    return proof;
  }

  private void grant(FloorLease lease) {
    LeaseProof proof = proofOf(lease);
    FloorMessage.Grant grant =
        new FloorMessage.Grant(lease.request().requestId(), lease.fromQueue(), proof);
    if (isSelf(lease.holder())) {
      self.grant(nowNs, grant);
    } else {
      send(lease.holder(), grant);
    }
  }

  private void taken(FloorLease lease) {
    LeaseProof proof = proofOf(lease);
    if (lease.renewal() == 0) {
      node.sender.emit(
          new RadioEvent.Granted(
              proof.lease().id(), proof.lease().holder(), proof.lease().adopted()));
      takenRepeats = 0;
      timers.set(Timer.TAKEN_AGAIN, nowNs + TAKEN_AGAIN_NS[0]);
    }
    self.lease(nowNs, proof);
    tellAll(proof);
  }

  private void tellAll(LeaseProof proof) {
    long remainingMs = proof.lease().durationMs();
    FloorMessage.Taken taken = new FloorMessage.Taken(proof, remainingMs);
    for (Peer child : relay.children()) {
      node.sender.send(child, taken);
    }
  }

  private void deny(FloorRequest request, DenyCause cause, long retryAfterNs) {
    FloorMessage.Deny deny =
        new FloorMessage.Deny(request.requestId(), Causes.toWire(cause), retryAfterNs / MS);
    if (isSelf(request.participant())) {
      self.deny(nowNs, deny);
    } else {
      send(request.participant(), deny);
    }
  }

  private void queued(FloorRequest request, int place, int size) {
    FloorMessage.QueuePosition position =
        new FloorMessage.QueuePosition(request.requestId(), place, size);
    if (isSelf(request.participant())) {
      self.queued(nowNs, position);
    } else {
      send(request.participant(), position);
    }
  }

  private void revoke(FloorLease lease, RevokeCause cause, long leftNs) {
    FloorMessage.Revoke revoke =
        new FloorMessage.Revoke(
            new LeaseId(term, lease.number()), Causes.toWire(cause), leftNs / MS);
    if (isSelf(lease.holder())) {
      self.revoke(nowNs, revoke);
    } else {
      Peer holder = node.peers.find(lease.holder());
      if (holder != null) {
        node.sender.send(holder, node.sender.sign(revoke));
      }
    }
  }

  private void idle(long lastNumber) {
    running = null;
    timers.clear(Timer.TAKEN_AGAIN);
    self.idle(nowNs, term, lastNumber);
    SignedStatement statement =
        node.sender.sign(new FloorMessage.Idle(term, node.config.channel(), lastNumber));
    for (Peer child : relay.children()) {
      node.sender.send(child, statement);
    }
  }

  private boolean isSelf(long participant) {
    return participant == node.config.self().value();
  }

  private void send(long participant, FloorMessage message) {
    Peer peer = node.peers.find(participant);
    if (peer != null) {
      node.sender.send(peer, message);
    }
  }

  Planting planting() {
    return planting;
  }

  private void replan() {
    timers.set(Timer.PLAN, planting.replan(nowNs));
  }

  long nextDeadlineNs() {
    return leads ? Math.min(timers.earliestNs(), server.nextDeadlineNs()) : Deadlines.NEVER;
  }

  void onDeadline(long atNs) {
    nowNs = atNs;
    if (!leads) {
      return;
    }
    server.onDeadline(atNs);
    if (timers.expire(Timer.HEARTBEATS, atNs)) {
      signs.send(atNs, term, planting.plan().places());
      timers.set(Timer.HEARTBEATS, atNs + node.config.limits().heartbeatNs() / LeaderSigns.SLOTS);
    }
    if (timers.expire(Timer.HOLD, atNs)) {
      adoptOrOpen(atNs);
    }
    if (timers.expire(Timer.TAKEN_AGAIN, atNs)) {
      takenAgain(atNs);
    }
    if (timers.expire(Timer.SHUFFLE, atNs)) {
      planting.plan().shuffle();
      timers.set(Timer.SHUFFLE, atNs + 1_000 * MS);
      replan();
    }
    if (timers.expire(Timer.PLAN, atNs)) {
      dropSilentMembers(atNs);
      replan();
    }
  }

  /// Who is no longer a member is out of the tree, and has no floor.
  void onMembership(long atNs) {
    removeAll(atNs, peer -> !node.trust.isMember(atNs, peer.id));
  }

  private void dropSilentMembers(long atNs) {
    removeAll(atNs, peer -> !peer.isLive(atNs, node.config.limits().memberTtlNs()));
  }

  private void removeAll(long atNs, Predicate<Peer> gone) {
    for (Peer peer : planting.members()) {
      if (gone.test(peer)) {
        remove(atNs, peer);
      }
    }
  }

  private void adoptOrOpen(long atNs) {
    LeaseProof best = reported;
    reported = null;
    if (best != null) {
      Lease lease = best.lease();
      adopting = lease.id();
      FloorRequest request =
          new FloorRequest(
              lease.holder().value(),
              lease.holderBoot(),
              0,
              lease.priority(),
              lease.emergency(),
              true,
              false);
      server.adopt(atNs, request, reportedTalkNs);
      adopting = null;
    }
    server.open(atNs);
  }

  private void takenAgain(long atNs) {
    LeaseProof now = running;
    if (now != null && ++takenRepeats <= TAKEN_AGAIN_NS.length) {
      tellAll(now);
      if (takenRepeats < TAKEN_AGAIN_NS.length) {
        long gapNs = TAKEN_AGAIN_NS[takenRepeats] - TAKEN_AGAIN_NS[takenRepeats - 1];
        timers.set(Timer.TAKEN_AGAIN, atNs + gapNs);
      }
    }
  }
}
