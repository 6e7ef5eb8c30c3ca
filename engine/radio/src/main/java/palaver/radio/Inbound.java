// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import palaver.base.Parsed;
import palaver.wire.radio.AuditMessage;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.EnvelopeView;
import palaver.wire.radio.FloorMessage;
import palaver.wire.radio.KeyId;
import palaver.wire.radio.KeyMessage;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.MessageType;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.RadioMessage;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.Statement;
import palaver.wire.radio.Term;
import palaver.wire.radio.TrustMessage;

/// Takes what the gate has admitted to the part of the node that it concerns.
final class Inbound {
  private static final long MS = 1_000_000;

  private final Node node;
  private final RadioConfig config;
  private final Admission admission;
  private final Handshakes handshakes;
  private final KeySharing sharing;
  private final MembershipSync membership;
  private final EnvelopeView view;
  private final Relay relay;
  private final Election election;
  private final Listening listening;
  private final Talking talking;
  private final Leading leading;
  private final Leases leases;
  private final Commons commons;
  private final Auditing auditing;

  Inbound(
      Node node,
      Admission admission,
      Handshakes handshakes,
      KeySharing sharing,
      MembershipSync membership,
      Relay relay,
      Election election,
      Listening listening,
      Talking talking,
      Leading leading,
      Leases leases,
      Auditing auditing,
      Commons commons) {
    this.auditing = auditing;
    this.leases = leases;
    this.node = node;
    this.config = node.config;
    this.admission = admission;
    this.handshakes = handshakes;
    this.sharing = sharing;
    this.membership = membership;
    this.view = admission.view();
    this.relay = relay;
    this.election = election;
    this.listening = listening;
    this.talking = talking;
    this.leading = leading;
    this.commons = commons;
  }

  /// Takes the datagram that the gate has admitted last.
  void take(long nowNs, Peer peer, int address) {
    if (!admission.isLinked()) {
      onUnproven(nowNs, peer, address);
      return;
    }
    boolean restarted = noteSender(nowNs, peer, address);
    if (view.type() == MessageType.VOICE_FRAME) {
      onVoice(nowNs, peer);
      return;
    }
    RadioMessage message = allowed(nowNs);
    if (message != null) {
      onMessage(nowNs, peer, message, restarted);
    }
  }

  /// The message, when it is one and its speaker may say it.
  private @Nullable RadioMessage allowed(long nowNs) {
    if (!(view.message() instanceof Parsed.Ok<RadioMessage>(RadioMessage message))) {
      node.counters.malformed++;
      return null;
    }
    NodeId speaker = new NodeId(view.isSigned() ? view.signer() : view.source());
    if (!node.trust.allows(nowNs, speaker, message)) {
      node.counters.notAllowed++;
      return null;
    }
    return message;
  }

  /// What came to all, without the proof of a link: a call, or a statement with its own signature.
  private void onUnproven(long nowNs, Peer peer, int address) {
    boolean strange = peer.boot != view.session() || peer.address < 0;
    peer.seenNs = nowNs;
    node.seenAt(peer, address);
    boolean calm = election.leader() != null && peer != election.leader();
    if (view.type() == MessageType.HELLO && calm && !strange) {
      return;
    }
    switch (allowed(nowNs)) {
      case PresenceMessage.Hello hello -> onCall(nowNs, peer, hello, strange && !calm);
      case PresenceMessage.TermClaim claim -> onClaim(nowNs, peer, claim);
      case PresenceMessage.Resign resign -> onResign(nowNs, resign);
      case TrustMessage trust -> onHandshake(nowNs, peer, address, trust);
      case null, default -> {}
    }
  }

  private void onHandshake(long nowNs, Peer peer, int address, TrustMessage message) {
    switch (message) {
      case TrustMessage.SessionOpen open -> handshakes.onOpen(nowNs, peer, address, open);
      case TrustMessage.SessionAnswer answer -> {
        if (handshakes.onAnswer(nowNs, peer, address, answer) && peer == election.leader()) {
          node.sendFollow(nowNs, peer, election.term());
        }
      }
      case TrustMessage.MembershipRequest request -> membership.onRequest(peer, request);
      case TrustMessage.Membership part -> membership.onPart(nowNs, peer, part);
      default -> common(nowNs, peer, message);
    }
  }

  private void onKey(long nowNs, Peer peer, KeyMessage message) {
    switch (message) {
      case KeyMessage.Handover handover -> sharing.onHandover(nowNs, peer, handover);
      case KeyMessage.Ack ack -> sharing.onAck(peer, ack.key());
      case KeyMessage.Activate activate -> sharing.onActive(activate.key());
      case KeyMessage.Request _ -> {
        if (leading.leads() && peer.member) {
          sharing.onRequest(peer);
        }
      }
    }
  }

  private void onCall(long nowNs, Peer peer, PresenceMessage.Hello hello, boolean unknown) {
    if (hello.channelKey() != config.channelKey()) {
      return;
    }
    if (peer.boot == 0) {
      note(peer, hello.capabilities());
    }
    if (peer.boot != 0 && Long.compareUnsigned(view.session(), peer.boot) > 0) {
      handshakes.relink(nowNs, peer);
    } else if (unknown) {
      node.greet(peer, nowNs);
    }
    talking.participant().alone(false);
    election.onHello(nowNs, peer, hello.term(), false);
  }

  /// Notes a sign of life; whether the sender has started anew.
  private boolean noteSender(long nowNs, Peer peer, int address) {
    boolean restarted = view.session() != peer.boot;
    if (restarted) {
      boolean known = peer.boot != 0;
      peer.boot = view.session();
      if (known) {
        leading.remove(nowNs, peer);
      }
      restarted = known;
    }
    boolean moved = peer.address >= 0 && peer.address != address;
    node.moveTo(peer, address);
    if (moved) {
      // It may not know where this node is, and what it was told went to another place.
      peer.greetedAtNs = Long.MIN_VALUE / 2;
      node.greet(peer, nowNs);
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
      case KeyMessage key -> onKey(nowNs, peer, key);
      case AuditMessage audit -> onAudit(nowNs, peer, audit);
      case TrustMessage trust -> onHandshake(nowNs, peer, peer.address, trust);
      default -> common(nowNs, peer, message);
    }
  }

  private void onAudit(long nowNs, Peer peer, AuditMessage message) {
    Playing playing = listening.playing();
    switch (message) {
      case AuditMessage.FrameDigest digest -> {
        if (playing != null && peer.boot != 0) {
          SignedStatement statement = statement(MessageType.FRAME_DIGEST);
          auditing.onDigest(nowNs, peer, digest, statement, playing);
        }
      }
      case AuditMessage.MismatchReport report -> auditing.onReport(nowNs, peer, report);
    }
  }

  private void common(long nowNs, Peer peer, RadioMessage message) {
    if (admission.isLinked()) {
      commons.onMessage(nowNs, peer, message, () -> statement(message.type()));
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
    membership.onDigest(nowNs, peer, heartbeat.membershipDigest());
    commons.onHeartbeat(nowNs, peer, heartbeat);
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
        admission.isLinked() && claim.term().node().equals(peer.id));
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
    KeyId key = welcome.key();
    if (key != null) {
      sharing.onActive(key);
    }
    membership.onDigest(nowNs, peer, welcome.membershipDigest());
    LeaseProof lease = welcome.lease();
    if (lease != null) {
      leases.lease(nowNs, lease);
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
          leases.revoke(nowNs, revoke);
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
      case FloorMessage.Grant grant -> leases.grant(nowNs, grant);
      case FloorMessage.Deny deny -> leases.deny(nowNs, deny);
      case FloorMessage.QueuePosition place -> leases.queued(nowNs, place);
      default -> {}
    }
  }

  private void onTaken(long nowNs, Peer peer, FloorMessage.Taken taken) {
    leases.lease(nowNs, taken.lease(), taken.remainingMs());
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
    leases.idle(nowNs, idle.term(), idle.lastNumber());
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
          leading.planting().onAck(peer, ack);
        }
      }
      case RelayMessage.LinkReport report -> {
        if (leading.leads()) {
          leading.planting().onLinkReport(nowNs, peer, report);
        }
      }
      case RelayMessage.Nack nack -> {
        if (nack.missingCount() == 0) {
          serve(nowNs, peer, nack.lease());
        } else {
          relay.retransmission().onNack(peer, nack);
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
