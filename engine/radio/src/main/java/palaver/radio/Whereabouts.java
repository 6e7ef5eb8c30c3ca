// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import palaver.base.AddressDirectory;
import palaver.base.Bytes;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.wire.radio.AddressMessage;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.PeerAddress.Reach;

/// Where members are that this node does not hear, in networks that carry no multicast: asked of
/// members that it hears, told to members that ask.
///
/// What is told is only where to knock: this node sends one request for a link there and keeps
/// nothing; an answer that the other has signed is what counts. So that nobody is flooded, only
/// what was asked for is taken, from who was asked, and all such requests share one bucket.
final class Whereabouts {
  private static final long MS = 1_000_000;
  private static final Rate PROBES = new Rate(12, 8);
  private static final long URGENT_NS = 300 * MS;
  private static final long LEARN_NS = 1_000 * MS;
  private static final long LEARN_MAX_NS = 16_000 * MS;
  private static final long ANSWER_NS = 2_000 * MS;
  private static final long PROVEN_NS = 10_000 * MS;
  private static final long TELL_NS = 100 * MS;
  private static final int URGENT_ASKED = 2;
  private static final int OPEN_MAX = 64;
  private static final int INTRODUCED_MAX = 16;

  private final Node node;
  private final Handshakes handshakes;
  private final Leadership leadership;
  private final AddressDirectory directory;
  private final TokenBucket probes = new TokenBucket(PROBES);
  private final TreeMap<NodeId, Long> asked = new TreeMap<>();
  private final List<PeerAddress> introduced = new ArrayList<>();
  private @Nullable Peer learntFrom;
  private long learnNs = Long.MIN_VALUE / 2;
  private long learnEveryNs = LEARN_NS;
  private NodeId learntUpTo = NodeId.NONE;

  Whereabouts(Node node, Handshakes handshakes, Leadership leadership, AddressDirectory directory) {
    this.node = node;
    this.handshakes = handshakes;
    this.leadership = leadership;
    this.directory = directory;
  }

  // Asking.

  /// Asks for those to whom something should have gone in this input and whose address is not
  /// known.
  void askForLost(long nowNs) {
    Peer lost = node.sender.takeLost();
    while (lost != null) {
      if (nowNs - lost.askedWhereNs >= URGENT_NS) {
        lost.askedWhereNs = nowNs;
        askFor(nowNs, lost.id);
      }
      lost = node.sender.takeLost();
    }
  }

  private void askFor(long nowNs, NodeId who) {
    int left = URGENT_ASKED;
    List<Peer> others = node.livePeers(nowNs);
    int first = others.isEmpty() ? 0 : node.random.nextInt(others.size());
    for (int i = 0; i < others.size() && left > 0; i++) {
      Peer other = others.get((first + i) % others.size());
      if (!other.id.equals(who) && node.trust.links.isReady(other.id) && other.address >= 0) {
        ask(nowNs, other, List.of(who));
        left--;
      }
    }
  }

  private void ask(long nowNs, Peer other, List<NodeId> wanted) {
    asked.values().removeIf(atNs -> nowNs - atNs >= ANSWER_NS);
    for (NodeId who : wanted) {
      if (asked.size() < OPEN_MAX) {
        asked.put(who, nowNs);
      }
    }
    node.sender.send(other, new AddressMessage.Request(wanted));
  }

  /// Once a second: asks the leader for members that are not heard, until as many are as a node
  /// keeps links to. Less and less often while nothing new comes of it.
  void housekeeping(long nowNs) {
    Peer leader = leadership.leader();
    if (leader != learntFrom) {
      learntFrom = leader;
      learnEveryNs = LEARN_NS;
      learnNs = nowNs - LEARN_NS;
    }
    if (leader != null && node.trust.links.isReady(leader.id)) {
      learn(nowNs, leader);
    }
    if (node.livePeers(nowNs).isEmpty()) {
      introduced.forEach(address -> probe(nowNs, address));
    } else {
      introduced.clear();
    }
  }

  private void learn(long nowNs, Peer leader) {
    if (nowNs - learnNs < learnEveryNs || node.livePeers(nowNs).size() >= Node.FULL_MESH_MAX) {
      return;
    }
    List<NodeId> wanted = unheard(nowNs);
    if (!wanted.isEmpty()) {
      learnNs = nowNs;
      learnEveryNs = Math.min(LEARN_MAX_NS, 2 * learnEveryNs);
      ask(nowNs, leader, wanted);
    }
  }

  /// Members that are not heard, as many as go into one question; the next ones the next time.
  private List<NodeId> unheard(long nowNs) {
    List<NodeId> wanted = new ArrayList<>();
    long aroundNs = node.config.limits().aroundNs();
    for (NodeId member : node.trust.membership.members(node.trust.epochMs(nowNs))) {
      Peer peer = node.peers.find(member.value());
      boolean heard = peer != null && peer.isAround(nowNs, aroundNs);
      if (!heard && !member.equals(node.config.self()) && member.compareTo(learntUpTo) > 0) {
        wanted.add(member);
      }
      if (wanted.size() == AddressMessage.WANTED_MAX) {
        learntUpTo = member;
        return wanted;
      }
    }
    learntUpTo = NodeId.NONE;
    return wanted;
  }

  // Telling.

  /// A member asks. It is told only where the others proved to be by a MAC a short while ago.
  void onRequest(long nowNs, Peer from, AddressMessage.Request request) {
    if (nowNs - from.toldWhereNs < TELL_NS) {
      return;
    }
    from.toldWhereNs = nowNs;
    List<PeerAddress> told = new ArrayList<>();
    for (NodeId who : request.wanted()) {
      Peer other = node.peers.find(who.value());
      if (other != null && other != from && told.size() < AddressMessage.TOLD_MAX) {
        PeerAddress address = addressOf(nowNs, other);
        if (address != null && mayPass(address, from)) {
          told.add(address);
        }
      }
    }
    if (!told.isEmpty()) {
      node.sender.send(from, new AddressMessage.Answer(told));
    }
  }

  /// Where a node proved to be a short while ago; null when it did not.
  private @Nullable PeerAddress addressOf(long nowNs, Peer other) {
    if (other.address < 0 || !other.isLive(nowNs, PROVEN_NS)) {
      return null;
    }
    return addressOf(other);
  }

  /// Where members proved to be a short while ago, as many as a next run takes.
  List<PeerAddress> proven(long nowNs) {
    List<PeerAddress> proven = new ArrayList<>();
    for (Peer other : node.livePeers(nowNs)) {
      PeerAddress address = addressOf(nowNs, other);
      if (address != null && address.reach() != Reach.NONE && proven.size() < INTRODUCED_MAX) {
        proven.add(address);
      }
    }
    return proven;
  }

  private PeerAddress addressOf(Peer other) {
    Bytes ip = Bytes.of(directory.ip(other.address));
    return new PeerAddress(other.id, ip, directory.port(other.address));
  }

  /// Where the leader is, for a device at the door; null when it is not known, or nowhere where the
  /// device could go.
  @Nullable PeerAddress leaderFor(long nowNs, int asker) {
    Peer leader = leadership.leader();
    PeerAddress address = leader == null ? null : addressOf(nowNs, leader);
    return address != null && isPassable(address, asker) ? address : null;
  }

  /// Addresses of this machine pass between nodes of this machine alone.
  private boolean mayPass(PeerAddress address, Peer other) {
    return other.address >= 0 && isPassable(address, other.address);
  }

  private boolean isPassable(PeerAddress address, int other) {
    return switch (address.reach()) {
      case NETWORK -> true;
      case MACHINE -> reachOf(other) == Reach.MACHINE;
      case NONE -> false;
    };
  }

  private Reach reachOf(int address) {
    Bytes ip = Bytes.of(directory.ip(address));
    return new PeerAddress(NodeId.NONE, ip, directory.port(address)).reach();
  }

  // Being told.

  /// A member says where others are.
  void onAnswer(long nowNs, Peer from, AddressMessage.Answer answer) {
    for (PeerAddress address : answer.addresses()) {
      Long atNs = asked.remove(address.node());
      boolean wanted = atNs != null && nowNs - atNs < ANSWER_NS;
      if (wanted && mayPass(address, from) && probe(nowNs, address) && from == learntFrom) {
        learnEveryNs = LEARN_NS;
      }
    }
  }

  /// The driver knows where members may be, from an earlier run or from who let this node in.
  void introduce(long nowNs, List<PeerAddress> addresses) {
    for (PeerAddress address : addresses) {
      if (introduced.size() < INTRODUCED_MAX && address.reach() != Reach.NONE) {
        introduced.add(address);
        probe(nowNs, address);
      }
    }
  }

  /// Asks for a link at an address; whether anything was sent.
  private boolean probe(long nowNs, PeerAddress address) {
    Peer peer =
        node.trust.isMember(nowNs, address.node()) && !address.node().equals(node.config.self())
            ? node.peers.add(address.node().value())
            : null;
    boolean known = peer != null && peer.isLive(nowNs, node.config.limits().aroundNs());
    if (peer == null || known || !probes.take(nowNs)) {
      return false;
    }
    int number = directory.number(address.ip().toArray(), address.port());
    return number >= 0 && handshakes.openAt(nowNs, peer, number);
  }
}
