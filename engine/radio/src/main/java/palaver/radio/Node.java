// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import palaver.base.Bytes;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.PresenceMessage.Role;
import palaver.wire.radio.Term;

/// What the parts of one node share: its configuration, its ports, the others, and the way out.
final class Node {
  private static final Bytes NO_KEY = Bytes.of(new byte[32]);
  private static final long US = 1_000;
  private static final long GREET_NS = 100_000_000;

  final RadioConfig config;
  final RadioTrust trust;
  final StableStore store;
  final RandomGenerator random;
  final Peers peers;
  final Sender sender;
  final Counters counters = new Counters();
  private Term followed = Term.NONE;
  private long nowNs;
  private java.util.function.Function<Term, PresenceMessage.Follow> followReport =
      term -> new PresenceMessage.Follow(term, null, false, null, 0);
  private java.util.function.Supplier<@org.jspecify.annotations.Nullable LeaseId> newestLease =
      () -> null;

  Node(RadioConfig config, RadioTrust trust, StableStore store, RandomGenerator random) {
    this.config = config;
    this.trust = trust;
    this.store = store;
    this.random = random;
    peers = new Peers(config.limits().peersMax());
    sender = new Sender(config, trust);
  }

  void reports(
      java.util.function.Function<Term, PresenceMessage.Follow> follow,
      java.util.function.Supplier<@org.jspecify.annotations.Nullable LeaseId> newest) {
    followReport = follow;
    newestLease = newest;
  }

  void now(long atNs) {
    nowNs = atNs;
  }

  /// The time of the input that is being handled.
  long nowNs() {
    return nowNs;
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
    if (atNs - peer.greetedAtNs < GREET_NS) {
      return;
    }
    peer.greetedAtNs = atNs;
    sender.send(peer, hello(followed));
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
        config.channelKey(), config.capabilities(), config.name(), NO_KEY, NO_KEY, term, 0, null);
  }

  void sendHeartbeat(Peer peer, Term term, boolean leads) {
    long echoedUs = peer.timestampUs;
    long agoUs = echoedUs == 0 ? 0 : Math.min(0xffff_ffffL, (nowNs - peer.timestampAtNs) / US);
    sender.send(
        peer,
        new PresenceMessage.Heartbeat(
            term,
            leads ? Role.LEADER : Role.PARTICIPANT,
            null,
            0,
            newestLease.get(),
            0,
            echoedUs,
            agoUs));
  }

  void sendFollow(long atNs, Peer leader, Term term) {
    now(atNs);
    sender.send(leader, followReport.apply(term));
  }
}
