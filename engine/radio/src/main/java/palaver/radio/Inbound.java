// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.Arrays;
import palaver.base.Outbox;
import palaver.base.Parsed;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.Statement;
import palaver.wire.radio.Term;

/// Takes what the gate has admitted to the part of the node that it concerns.
final class Inbound {
  private static final long MS = 1_000_000;

  private final Node node;
  private final RadioConfig config;
  private final Gate gate;
  private final EnvelopeView view;
  private final Relay relay;
  private final Election election;
  private final Listening listening;
  private final Talking talking;
  private final Leading leading;

  Inbound(
      Node node,
      Gate gate,
      Relay relay,
      Election election,
      Listening listening,
      Talking talking,
      Leading leading) {
    this.node = node;
    this.config = node.config;
    this.gate = gate;
    this.view = gate.view();
    this.relay = relay;
    this.election = election;
    this.listening = listening;
    this.talking = talking;
    this.leading = leading;
  }

  /// Takes the datagram that the gate has admitted last.
  void take(long nowNs, Peer peer, int address, Outbox<RadioEvent> outbox) {
    if (!gate.isLinked()) {
      onUnproven(nowNs, peer, address, outbox);
      return;
    }
    boolean restarted = noteSender(nowNs, peer, address, outbox);
    if (view.type() == MessageType.VOICE_FRAME) {
      onVoice(nowNs, peer);
    } else if (view.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message)) {
      onMessage(nowNs, peer, message, restarted);
    } else {
      node.counters.malformed++;
    }
  }

  /// What came to all, without the proof of a link: a call, or a statement with its own signature.
  private void onUnproven(long nowNs, Peer peer, int address, Outbox<RadioEvent> outbox) {
    boolean strange = peer.boot != view.session() || peer.address < 0;
    peer.seenNs = nowNs;
    if (peer.address < 0) {
      moveTo(peer, address, outbox);
    }
    boolean calm = election.leader() != null && peer != election.leader();
    if (view.type() == MessageType.HELLO && calm && !strange) {
      return;
    }
    if (!(view.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message))) {
      node.counters.malformed++;
      return;
    }
    switch (message) {
      case PresenceMessage.Hello hello -> onCall(nowNs, peer, hello, strange && !calm);
      case PresenceMessage.TermClaim claim -> onClaim(nowNs, peer, claim);
      case PresenceMessage.Resign resign -> onResign(nowNs, resign);
      default -> {}
    }
  }

  private void onCall(long nowNs, Peer peer, PresenceMessage.Hello hello, boolean unknown) {
    if (hello.channelKey() != config.channelKey()) {
      return;
    }
    if (peer.boot == 0) {
      note(peer, hello.capabilities());
    }
    if (unknown) {
      node.greet(peer, nowNs);
    }
    talking.participant().alone(false);
    election.onHello(nowNs, peer, hello.term(), false);
  }

  private static void moveTo(Peer peer, int address, Outbox<RadioEvent> outbox) {
    outbox.retain(address);
    if (peer.address >= 0) {
      outbox.release(peer.address);
    }
    peer.address = address;
  }

  /// Notes a sign of life; whether the sender has started anew.
  private boolean noteSender(long nowNs, Peer peer, int address, Outbox<RadioEvent> outbox) {
    boolean restarted = view.session() != peer.boot;
    if (restarted) {
      boolean known = peer.boot != 0;
      peer.boot = view.session();
      peer.window.clear();
      if (known) {
        leading.remove(nowNs, peer);
      }
      restarted = known;
    }
    peer.window.accept(view.sequence());
    if (peer.address != address) {
      moveTo(peer, address, outbox);
    }
    peer.heardNs = nowNs;
    peer.timestampUs = view.timestampUs();
    peer.timestampAtNs = nowNs;
    talking.participant().alone(false);
    return restarted;
  }

  private void onVoice(long nowNs, Peer peer) {
    listening.onFrame(
        nowNs, peer, view.bytes(), view.payloadAt(), view.payloadBytes(), election.term());
  }

  private void onMessage(long nowNs, Peer peer, RadioMessage message, boolean restarted) {
    if (restarted && !(message instanceof PresenceMessage.Hello)) {
      election.onHello(nowNs, peer, Term.NONE, true);
    }
    switch (message) {
      case PresenceMessage presence -> onPresence(nowNs, peer, presence, restarted);
      case FloorMessage floor -> onFloor(nowNs, peer, floor);
      case RelayMessage tree -> onTree(nowNs, peer, tree);
      default -> {}
    }
  }

  private void onPresence(long nowNs, Peer peer, PresenceMessage message, boolean restarted) {
    switch (message) {
      case PresenceMessage.Hello hello -> onHello(nowNs, peer, hello, restarted);
      case PresenceMessage.Heartbeat heartbeat -> onHeartbeat(nowNs, peer, heartbeat);
      case PresenceMessage.TermClaim claim -> onClaim(nowNs, peer, claim);
      case PresenceMessage.Follow follow -> onFollow(nowNs, peer, follow);
      case PresenceMessage.Welcome welcome -> onWelcome(nowNs, peer, welcome);
      case PresenceMessage.Resign resign -> onResign(nowNs, resign);
      case PresenceMessage.Suspect suspect -> election.onSuspect(nowNs, peer, suspect.term());
      case PresenceMessage.SuspectAnswer answer ->
          election.onSuspectAnswer(nowNs, answer.term(), answer.heardMs());
      case PresenceMessage.Goodbye _ -> onGoodbye(nowNs, peer);
      case PresenceMessage.CapabilitiesChanged changed -> note(peer, changed.capabilities());
      default -> {}
    }
  }

  private void onResign(long nowNs, PresenceMessage.Resign resign) {
    if (resign.term().node().value() == view.signer()) {
      election.onResign(nowNs, resign.term(), resign.successor());
    }
  }

  private static void note(Peer peer, Capabilities capabilities) {
    peer.capabilities = capabilities;
    peer.priority = Priority.of(capabilities);
  }

  private void onHello(long nowNs, Peer peer, PresenceMessage.Hello hello, boolean restarted) {
    if (hello.channelKey() != config.channelKey()) {
      return;
    }
    note(peer, hello.capabilities());
    if (peer.greetedBoot != peer.boot) {
      peer.greetedBoot = peer.boot;
      node.greet(peer, nowNs);
    }
    election.onHello(nowNs, peer, hello.term(), restarted);
  }

  private void onHeartbeat(long nowNs, Peer peer, PresenceMessage.Heartbeat heartbeat) {
    if (heartbeat.echoTimestampUs() != 0) {
      long sampleUs = nowNs / 1_000 - heartbeat.echoTimestampUs() - heartbeat.echoDelayUs();
      if (sampleUs >= 0) {
        peer.echo(sampleUs * 1_000);
      }
    }
    if (heartbeat.role() == PresenceMessage.Role.LEADER) {
      election.onLeaderSign(nowNs, peer, heartbeat.term());
      LeaseId theirs = heartbeat.lease();
      if (theirs != null && peer == election.leader() && isNewer(theirs)) {
        node.sendFollow(nowNs, peer, election.term());
      }
    } else if (leading.leads()) {
      if (heartbeat.term().compareTo(election.term()) == 0) {
        leading.onMemberSign(nowNs, peer);
      } else {
        election.correct(peer, heartbeat.term());
      }
    }
  }

  private boolean isNewer(LeaseId theirs) {
    LeaseId mine = listening.highest();
    return mine == null || theirs.compareTo(mine) > 0;
  }

  private void onClaim(long nowNs, Peer peer, PresenceMessage.TermClaim claim) {
    if (claim.term().node().value() != view.signer()) {
      node.counters.badSignature++;
      return;
    }
    node.peers.add(claim.term().node().value());
    election.onClaim(
        nowNs,
        peer,
        claim.term(),
        statement(MessageType.TERM_CLAIM),
        gate.isLinked() && claim.term().node().equals(peer.id));
  }

  private void onFollow(long nowNs, Peer peer, PresenceMessage.Follow follow) {
    if (leading.leads()) {
      election.correct(peer, follow.term());
      leading.onFollow(nowNs, peer, follow);
    }
  }

  private void onWelcome(long nowNs, Peer peer, PresenceMessage.Welcome welcome) {
    if (peer != election.leader() || welcome.term().compareTo(election.term()) != 0) {
      return;
    }
    election.onWelcomed();
    LeaseProof lease = welcome.lease();
    if (lease != null) {
      takeLease(nowNs, lease, lease.lease().durationMs());
    }
  }

  private void onGoodbye(long nowNs, Peer peer) {
    peer.heardNs = Long.MIN_VALUE / 2;
    peer.seenNs = Long.MIN_VALUE / 2;
    leading.remove(nowNs, peer);
    election.onGoodbye(nowNs, peer);
  }

  private void onFloor(long nowNs, Peer peer, FloorMessage message) {
    switch (message) {
      case FloorMessage.Request request -> {
        if (leading.leads() && peer.member) {
          leading.onRequest(nowNs, peer.id, peer.boot, request);
        }
      }
      case FloorMessage.Release release -> {
        if (leading.leads()) {
          leading.onRelease(nowNs, peer.id, release);
        }
      }
      case FloorMessage.KeepAlive alive -> {
        if (leading.leads()) {
          leading.onSign(nowNs, peer.id, alive.lease(), false);
        }
      }
      case FloorMessage.Taken taken -> onTaken(nowNs, peer, taken);
      case FloorMessage.Idle idle -> onIdle(nowNs, peer, idle);
      case FloorMessage.Revoke revoke -> {
        if (revoke.lease().term().node().value() == view.signer()) {
          talking.onRevoked(
              nowNs, revoke.lease(), Causes.fromWire(revoke.cause()), revoke.graceMs() * MS);
        }
      }
      default -> onAnswer(nowNs, peer, message);
    }
  }

  /// What only the leader may say to this node's press.
  private void onAnswer(long nowNs, Peer peer, FloorMessage message) {
    if (peer != election.leader()) {
      return;
    }
    switch (message) {
      case FloorMessage.Grant grant -> onGrant(nowNs, grant);
      case FloorMessage.Deny deny ->
          talking.onDenied(
              nowNs, deny.requestId(), Causes.fromWire(deny.cause()), deny.retryAfterMs() * MS);
      case FloorMessage.QueuePosition place ->
          talking.onQueued(nowNs, place.requestId(), place.position(), place.waiting());
      default -> {}
    }
  }

  void onGrant(long nowNs, FloorMessage.Grant grant) {
    takeLease(nowNs, grant.lease(), grant.lease().lease().durationMs());
    Playing now = listening.playing();
    if (now != null
        && now.id().equals(grant.lease().lease().id())
        && now.holder().equals(config.self())) {
      talking.onGrant(nowNs, grant.requestId(), grant.queued(), grant.lease());
    }
  }

  void takeLease(long nowNs, LeaseProof proof, long remainingMs) {
    long remainingNs = Math.min(remainingMs, proof.lease().durationMs()) * MS;
    listening.onLease(nowNs, proof, election.term(), remainingNs);
  }

  private void onTaken(long nowNs, Peer peer, FloorMessage.Taken taken) {
    takeLease(nowNs, taken.lease(), taken.remainingMs());
    if (peer == relay.parent()) {
      for (Peer child : relay.children()) {
        node.sender.send(child, taken);
      }
    }
  }

  private void onIdle(long nowNs, Peer peer, FloorMessage.Idle idle) {
    if (idle.term().node().value() != view.signer()) {
      node.counters.badSignature++;
      return;
    }
    listening.onIdle(nowNs, idle.term(), idle.lastNumber());
    talking.onIdle(nowNs, new LeaseId(idle.term(), idle.lastNumber()));
    if (peer == relay.parent()) {
      SignedStatement statement = statement(MessageType.FLOOR_IDLE);
      for (Peer child : relay.children()) {
        node.sender.send(child, statement);
      }
    }
  }

  private void onTree(long nowNs, Peer peer, RelayMessage message) {
    switch (message) {
      case RelayMessage.TopologyAssign place -> {
        if (peer == election.leader() && relay.assign(place)) {
          node.sender.send(peer, new RelayMessage.TopologyAck(place.term(), place.epoch()));
        }
      }
      case RelayMessage.TopologyAck ack -> {
        if (leading.leads()) {
          leading.onTopologyAck(peer, ack);
        }
      }
      case RelayMessage.LinkReport report -> {
        if (leading.leads()) {
          leading.onLinkReport(nowNs, peer, report);
        }
      }
      case RelayMessage.Nack nack -> {
        if (nack.missingCount() == 0) {
          serve(nowNs, peer, nack.lease());
        }
      }
    }
  }

  /// Another asks for voice. One that asks for an older burst than the one that is played here has
  /// not heard of the newer, and is told.
  private void serve(long nowNs, Peer peer, LeaseId asked) {
    Playing now = listening.playing();
    if (now == null || now.id().compareTo(asked) <= 0) {
      relay.serve(peer, asked);
    } else if (now.runs(nowNs)) {
      relay.serve(peer, now.id());
      long remainingMs = (now.untilNs - nowNs) / MS;
      node.sender.send(peer, new FloorMessage.Taken(now.proof, remainingMs));
    }
  }

  /// A copy of the statement in the datagram, to pass on.
  private SignedStatement statement(MessageType type) {
    int from = view.payloadAt();
    int signatureAt = view.signatureAt();
    return new SignedStatement(
        type,
        new NodeId(view.signer()),
        Arrays.copyOfRange(view.bytes(), from, from + view.payloadBytes()),
        Arrays.copyOfRange(view.bytes(), signatureAt, signatureAt + Statement.SIGNATURE_BYTES));
  }
}
