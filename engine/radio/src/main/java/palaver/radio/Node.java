// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import palaver.base.Bytes;
import palaver.trust.audit.AuditChain;
import palaver.trust.audit.AuditEntry;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.PresenceMessage.Role;
import palaver.wire.radio.Term;

/// What the parts of one node share: its configuration, its ports, the others, and the way out.
final class Node {
  private static final Bytes NO_KEY = Bytes.of(new byte[32]);
  private static final long US = 1_000;
  private static final long GREET_NS = 100_000_000;

  /// In a group up to this size each node has a link to each other.
  static final int FULL_MESH_MAX = 12;

  private static final int FITTEST = 3;
  private static final int AUDIT_LINES = 256;

  final RadioConfig config;
  final Trust trust;
  final StableStore store;
  final RandomGenerator random;
  final Peers peers;
  final Sender sender;
  final Counters counters = new Counters();
  private Capabilities capabilities;
  private Term followed = Term.NONE;
  private long nowNs;
  private final Reports reports;
  final Rules rules;
  final TermCounter terms;
  final AuditChain audit;

  Node(
      RadioConfig config,
      Credentials credentials,
      StableStore store,
      RandomGenerator random,
      Reports reports) {
    this.config = config;
    this.reports = reports;
    capabilities = config.capabilities();
    rules = new Rules(config);
    terms = new TermCounter(config, this::capabilities, store);
    audit = new AuditChain(AUDIT_LINES, store::audit);
    AuditEntry last = store.lastAudit();
    if (last != null) {
      audit.resume(last);
    }
    trust = new Trust(config, credentials);
    this.store = store;
    this.random = random;
    peers = new Peers(config.limits().peersMax());
    sender = new Sender(config, trust);
  }

  /// What this node can do now.
  Capabilities capabilities() {
    return capabilities;
  }

  /// Whether this node could lead and was told not to. One that was never fit claims when nobody
  /// else does.
  boolean isKeptFromLeading() {
    boolean able = config.capabilities().has(Capabilities.FEATURE_LEAD);
    return able && !capabilities.has(Capabilities.FEATURE_LEAD);
  }

  void capabilities(Capabilities next) {
    capabilities = next;
  }

  void now(long atNs) {
    nowNs = atNs;
  }

  /// The time of the input that is being handled.
  long nowNs() {
    return nowNs;
  }

  /// Another is at an address from now on. Where it was before is where it may be found again.
  void moveTo(Peer peer, int address) {
    int before = peer.address;
    if (before != address) {
      noteElsewhere(peer, before);
      sender.outbox().retain(address);
      if (before >= 0) {
        sender.outbox().release(before);
      }
      peer.address = address;
    }
  }

  /// Something came that claims to be from another, without proof.
  void seenAt(Peer peer, int address) {
    if (peer.address < 0) {
      moveTo(peer, address);
    } else if (peer.address != address) {
      noteElsewhere(peer, address);
    }
  }

  private void noteElsewhere(Peer peer, int address) {
    int before = peer.elsewhere;
    if (before != address) {
      if (address >= 0) {
        sender.outbox().retain(address);
      }
      if (before >= 0) {
        sender.outbox().release(before);
      }
      peer.elsewhere = address;
    }
  }

  /// A link to `id` is wanted, wherever it is.
  void want(long atNs, NodeId id) {
    if (!id.equals(config.self()) && trust.isMember(atNs, id)) {
      Peer peer = peers.add(id.value());
      if (peer != null) {
        sender.isReady(peer);
      }
    }
  }

  /// Those that are probably there, by id.
  List<Peer> livePeers(long atNs) {
    List<Peer> live = new ArrayList<>();
    for (Peer peer : peers.all()) {
      if (peer.isAround(atNs, config.limits().aroundNs())) {
        live.add(peer);
      }
    }
    return live;
  }

  /// Shows this node to another over the link, once in its run and rarely again.
  void greet(Peer peer, long atNs) {
    boolean useful = trust.links.isReady(peer.id) || shouldLink(peer);
    if (!useful || atNs - peer.greetedAtNs < GREET_NS) {
      return;
    }
    peer.greetedAtNs = atNs;
    sender.send(peer, hello(followed));
  }

  /// Whether a link to `peer` is worth having before it is needed: in a small group always, in a
  /// large one to those who would lead next.
  boolean shouldLink(Peer peer) {
    if (peers.all().size() <= FULL_MESH_MAX) {
      return true;
    }
    int fitter = 0;
    for (Peer other : peers.all()) {
      if (Priority.isFitter(other.priority, other.id, peer.priority, peer.id)) {
        fitter++;
      }
    }
    return fitter < FITTEST;
  }

  /// Who of the live ones is fittest to lead; nobody when none may.
  NodeId fittest(long atNs) {
    NodeId best = NodeId.NONE;
    long priority = 0;
    for (Peer peer : livePeers(atNs)) {
      if (Priority.isFitter(peer.priority, peer.id, priority, best)) {
        best = peer.id;
        priority = peer.priority;
      }
    }
    return best;
  }

  void sendHello(Term term) {
    followed = term;
    sender.multicast(hello(term));
  }

  private PresenceMessage.Hello hello(Term term) {
    return new PresenceMessage.Hello(
        config.channelKey(), capabilities, config.name(), NO_KEY, NO_KEY, term, 0, null);
  }

  void sendHeartbeat(Peer peer, Term term, boolean leads) {
    long echoedUs = peer.timestampUs;
    long agoUs = echoedUs == 0 ? 0 : Math.min(0xffff_ffffL, (nowNs - peer.timestampAtNs) / US);
    sender.send(
        peer,
        new PresenceMessage.Heartbeat(
            term,
            leads ? Role.LEADER : Role.PARTICIPANT,
            reports.settings(peer, leads),
            trust.membership.shortDigest(),
            reports.newestLease(),
            0,
            echoedUs,
            agoUs,
            reports.textsDigest()));
  }

  void sendFollow(long atNs, Peer leader, Term term) {
    now(atNs);
    sender.send(leader, reports.follow(term));
  }
}
