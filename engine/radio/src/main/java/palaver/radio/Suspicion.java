// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import palaver.wire.radio.PresenceMessage;
import palaver.wire.radio.Term;

/// What a node that misses its leader finds out from the others before it does anything.
final class Suspicion {
  private static final long MS = 1_000_000;
  private static final int ASKED_MAX = 6;
  private static final int ASKED_LEAST = 2;
  private static final long PHASE_NS = 100 * MS;
  private static final int RANK_MAX = 8;
  private static final int RANK_OF_UNFIT = 4;

  private final Node node;
  private final RadioLimits limits;
  private boolean contradicted;

  Suspicion(Node node) {
    this.node = node;
    limits = node.config.limits();
  }

  /// How many to ask: in a large group each asks few, for many ask at the same time.
  private static int askedOf(int others) {
    return Math.min(others, Math.max(ASKED_LEAST, ASKED_MAX - others / 8));
  }

  /// Asks some of the others, and the leader itself.
  void ask(long nowNs, Term term) {
    contradicted = false;
    Peer leader = node.peers.find(term.node().value());
    long silentMs = leader == null ? 0 : Math.min(0xffff_ffffL, (nowNs - leader.heardNs) / MS);
    PresenceMessage.Suspect question = new PresenceMessage.Suspect(term, silentMs);
    List<Peer> others = node.livePeers(nowNs);
    int first = others.isEmpty() ? 0 : node.random.nextInt(others.size());
    int left = askedOf(others.size());
    for (int i = 0; i < others.size() && left > 0; i++) {
      Peer other = others.get((first + i) % others.size());
      if (other != leader && node.trust.links.isReady(other.id)) {
        node.sender.send(other, question);
        left--;
      }
    }
    if (leader != null) {
      node.sender.send(leader, question);
    }
  }

  /// Another heard the leader `heardMs` ago; whether that says that the leader is there. It does
  /// only when it is later than what this node heard by more than the phase of a heartbeat.
  boolean onAnswer(long nowNs, Term term, long heardMs) {
    Peer leader = node.peers.find(term.node().value());
    long silentNs = leader == null ? 0 : nowNs - leader.heardNs;
    boolean alive = heardMs * MS < silentNs - limits.heartbeatNs() - PHASE_NS;
    contradicted |= alive;
    return alive;
  }

  /// Whether somebody has heard the leader since the last question.
  boolean isContradicted() {
    return contradicted;
  }

  /// Whether anybody has been heard since the leader fell silent. A node that hears nobody is cut
  /// off: if it claimed a term, it would come back with one above that of a leader whom all follow.
  boolean othersThere(Term term) {
    Peer leader = node.peers.find(term.node().value());
    long silentFromNs =
        leader == null ? Long.MIN_VALUE / 2 : leader.heardNs + limits.heartbeatNs() + PHASE_NS;
    for (Peer peer : node.peers.all()) {
      if (peer != leader && peer.wasHeardAfter(silentFromNs)) {
        return true;
      }
    }
    return false;
  }

  /// Tells another when this node last heard the leader.
  void answer(long nowNs, Peer peer, Term term) {
    Peer leader = node.peers.find(term.node().value());
    long heardMs =
        leader == null ? 0xffff_ffffL : Math.min(0xffff_ffffL, (nowNs - leader.heardNs) / MS);
    node.sender.send(peer, new PresenceMessage.SuspectAnswer(term, heardMs));
  }

  /// How long a candidate waits before it claims: the fitter, the shorter.
  long waitNs(long nowNs, Term term) {
    return rank(nowNs, term) * limits.rankStepNs() + node.random.nextLong(20 * MS);
  }

  /// A random delay, longer in a large group, where all would else send at once.
  long spreadNs(long perNodeNs) {
    return node.random.nextLong(1 + node.peers.all().size() * perNodeNs);
  }

  /// How many nodes around are fitter to lead than this one, the leader of `term` not counted; a
  /// node that must not lead comes late.
  int rank(long nowNs, Term term) {
    long mine = Priority.of(node.capabilities());
    int rank = mine == 0 ? RANK_OF_UNFIT : 0;
    for (Peer peer : node.livePeers(nowNs)) {
      boolean suspected = peer.id.equals(term.node());
      if (!suspected && Priority.isFitter(peer.priority, peer.id, mine, node.config.self())) {
        rank++;
      }
    }
    return Math.min(rank, RANK_MAX);
  }
}
