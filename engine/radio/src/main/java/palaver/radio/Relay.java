// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.Term;

/// This node's place in the tree that voice takes.
///
/// The tree has no direction for voice: a frame goes to all neighbours but the one it came from, so
/// the talker may sit anywhere. It sends to its parent and its children, and to the root besides
/// when it has room: the way up through the tree would add its hops to everybody's. What the leader
/// says about the floor goes from parent to child only.
///
/// A node that no longer gets a burst through the tree asks its second parent for it, and after
/// that the leader and the talker themselves. Voice counts only when it comes from a neighbour of
/// the tree, from somebody who was asked, or from the talker itself: every member holds the group
/// key, so the seal alone would let any of them put words into the talker's mouth.
///
/// When the leader gives a node another place, its former neighbours go on getting voice for a
/// moment, because they may hear of their own new places later.
final class Relay {
  private static final int EXTRA_MAX = 8;
  private static final int FORMER_MAX = 16;
  private static final int ASKED_MAX = 16;
  private static final long FORMER_NS = 120_000_000;
  private static final long DIRECT_NS = 140_000_000;
  private static final long EXTRA_NS = 500_000_000;
  private static final long TREE_SILENT_NS = 200_000_000;

  /// A path besides the tree, for a while.
  private record Extra(Peer peer, LeaseId lease, long untilNs) {}

  private record Former(Peer peer, long untilNs) {}

  private final Node node;
  private final List<Peer> children = new ArrayList<>();
  private final List<Former> former = new ArrayList<>();
  private final List<Extra> extra = new ArrayList<>();
  private final List<Extra> asked = new ArrayList<>();
  private final List<Peer> warmChildren = new ArrayList<>();
  private final Retransmission retransmission;
  private @Nullable Peer parent;
  private @Nullable Peer warmParent;
  private @Nullable Peer root;
  private Term term = Term.NONE;
  private long epoch;
  private boolean belowRoot = true;
  private NodeId formerParentId = NodeId.NONE;
  private long treeHeardNs = Long.MIN_VALUE / 2;

  Relay(Node node) {
    this.node = node;
    retransmission = new Retransmission(node);
  }

  /// What is sent again when it was lost on a hop.
  Retransmission retransmission() {
    return retransmission;
  }

  /// This node follows another leader, directly until the tree has a place for it.
  void follow(Peer leader, Term next) {
    if (next.compareTo(term) == 0) {
      return;
    }
    endTerm(next);
    if (parent == null || parent.id.equals(leader.id)) {
      parent = leader;
    } else {
      // The tree of the former term goes on until the new one is there: it carries the talker, who
      // sends to the new leader besides.
      root = leader;
    }
  }

  /// The tree of the term is no longer planned; what it was is remembered until there is another.
  private void endTerm(Term next) {
    if (epoch > 0) {
      formerParentId = parent == null ? NodeId.NONE : parent.id;
    }
    term = next;
    epoch = 0;
  }

  /// From whom voice came in the tree of the term before, or [NodeId#NONE].
  NodeId formerParentId() {
    return formerParentId;
  }

  /// This node leads: it is the root. Its former neighbours get voice until the new tree is there.
  void root(Term next) {
    endTerm(next);
    Peer above = parent;
    if (above != null && !children.contains(above)) {
      children.add(above);
    }
    parent = null;
    warmParent = null;
    warmChildren.clear();
    root = null;
  }

  /// The leader's own place: its children.
  void rootChildren(List<Peer> next) {
    keepFormer();
    children.clear();
    children.addAll(next);
  }

  /// The paths of the former tree go on for a moment; those that were asked for run out.
  private void keepFormer() {
    long nowNs = node.nowNs();
    former.removeIf(f -> f.untilNs() <= nowNs);
    keep(parent, nowNs);
    children.forEach(child -> keep(child, nowNs));
  }

  private void keep(@Nullable Peer peer, long nowNs) {
    if (peer != null) {
      former.removeIf(f -> f.peer() == peer);
      if (former.size() < FORMER_MAX) {
        former.add(new Former(peer, nowNs + FORMER_NS));
      }
    }
  }

  private boolean isFormer(Peer peer) {
    long nowNs = node.nowNs();
    for (int i = 0; i < former.size(); i++) {
      if (former.get(i).peer() == peer) {
        return nowNs < former.get(i).untilNs();
      }
    }
    return false;
  }

  /// The leader gives this node its place; true when it is the newest place for it.
  boolean assign(RelayMessage.TopologyAssign place) {
    if (place.term().compareTo(term) != 0 || place.epoch() < epoch) {
      return false;
    }
    if (place.epoch() == epoch) {
      return true;
    }
    keepFormer();
    epoch = place.epoch();
    belowRoot = place.parent().equals(place.term().node());
    parent = find(place.parent());
    root = find(place.term().node());
    warmParent = find(place.warmParent());
    findAll(place.children(), children);
    findAll(place.warmChildren(), warmChildren);
    prepare(parent);
    prepare(warmParent);
    for (int i = 0; i < children.size(); i++) {
      if (children.get(i).elsewhere >= 0) {
        prepare(children.get(i));
      }
    }
    return true;
  }

  /// The link is there before it is needed.
  private void prepare(@Nullable Peer peer) {
    if (peer == null || peer.isLive(node.nowNs(), node.config.limits().memberTtlNs())) {
      return;
    }
    if (node.sender.isReady(peer)) {
      // It may know this node at an address of before, or be at another one itself.
      node.greet(peer, node.nowNs());
    }
  }

  private void findAll(List<NodeId> ids, List<Peer> found) {
    found.clear();
    for (NodeId id : ids) {
      Peer peer = find(id);
      if (peer != null) {
        found.add(peer);
      }
    }
  }

  private @Nullable Peer find(NodeId id) {
    return id.equals(NodeId.NONE) ? null : node.peers.add(id.value());
  }

  List<Peer> children() {
    return children;
  }

  /// How long this node waits for voice before it asks its second path. Those straight below the
  /// root come first: what helps them helps all below them, and if all asked at once, the air would
  /// be full of second copies.
  long gapNs() {
    long gapNs = node.config.limits().voiceGapNs();
    return belowRoot ? gapNs : 2 * gapNs;
  }

  /// How long before it asks the leader and the talker themselves, who have room for few.
  long directAfterNs() {
    return belowRoot ? DIRECT_NS : 3 * DIRECT_NS;
  }

  @Nullable Peer parent() {
    return parent;
  }

  @Nullable NodeId parentId() {
    return parent == null ? null : parent.id;
  }

  /// This node's own place: its parent, itself, its children.
  List<Branch> tree() {
    NodeId self = node.config.self();
    Peer above = parent;
    List<Branch> tree = new ArrayList<>();
    if (above != null) {
      tree.add(new Branch(above.id, NodeId.NONE));
    }
    tree.add(new Branch(self, above == null ? NodeId.NONE : above.id));
    children.forEach(child -> tree.add(new Branch(child.id, self)));
    return tree;
  }

  /// Whether `peer` may deliver voice of `talker` under a lease.
  boolean mayComeFrom(Peer peer, LeaseId lease, NodeId talker) {
    return peer == parent
        || peer.id.equals(talker)
        || children.contains(peer)
        || isFormer(peer)
        || isIn(asked, peer, lease);
  }

  /// A frame came from `peer`, the first of its number or not. A path that was asked for is asked
  /// for again as long as the tree stays silent; else it runs out.
  void heard(Peer peer, LeaseId lease) {
    long nowNs = node.nowNs();
    if (isNeighbour(peer)) {
      treeHeardNs = nowNs;
    } else if (nowNs - treeHeardNs > TREE_SILENT_NS) {
      askAgain(nowNs, peer, lease);
    }
  }

  private void askAgain(long nowNs, Peer peer, LeaseId lease) {
    for (int i = 0; i < asked.size(); i++) {
      Extra path = asked.get(i);
      if (path.peer() == peer && path.untilNs() - nowNs < EXTRA_NS / 2) {
        ask(peer, lease);
        return;
      }
    }
  }

  private boolean isIn(List<Extra> list, Peer peer, LeaseId lease) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).peer() == peer && isAlive(list.get(i), lease)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlive(Extra path, LeaseId lease) {
    return path.lease().equals(lease) && node.nowNs() < path.untilNs();
  }

  private boolean put(List<Extra> list, int max, Peer peer, LeaseId lease) {
    long nowNs = node.nowNs();
    list.removeIf(e -> e.peer() == peer || e.untilNs() <= nowNs);
    return list.size() < max && list.add(new Extra(peer, lease, nowNs + EXTRA_NS));
  }

  /// Asks the second path for the voice of a lease: the second parent, and for the node that stands
  /// in when the root is gone, the others below the root.
  void askSecondPath(LeaseId lease) {
    ask(warmParent, lease);
    for (int i = 0; i < warmChildren.size(); i++) {
      ask(warmChildren.get(i), lease);
    }
  }

  /// Asks `peer` for the voice of a lease; from then on it may deliver it.
  void ask(@Nullable Peer peer, LeaseId lease) {
    if (peer == null) {
      return;
    }
    put(asked, ASKED_MAX, peer, lease);
    node.sender.send(peer, RelayMessage.Nack.of(lease));
  }

  /// A burst goes on under the lease of another leader, and so do the paths that were asked for.
  void carry(LeaseId from, LeaseId to) {
    carry(extra, from, to);
    carry(asked, from, to);
  }

  private static void carry(List<Extra> list, LeaseId from, LeaseId to) {
    list.replaceAll(e -> e.lease().equals(from) ? new Extra(e.peer(), to, e.untilNs()) : e);
  }

  /// Another asks for the voice of a lease; false when there is no room.
  ///
  /// The deputy and the others below the root come before all others: whole branches hang on them.
  boolean serve(Peer peer, LeaseId lease) {
    if (peer == parent || children.contains(peer)) {
      return true;
    }
    boolean second = isSecondPath(peer);
    if (parent == null && !second && !hasRoom()) {
      // The root has its branches; whoever hangs below them has another to ask.
      return false;
    }
    if (second && extra.size() >= EXTRA_MAX) {
      makeRoom();
    }
    return put(extra, EXTRA_MAX, peer, lease);
  }

  private boolean isSecondPath(Peer peer) {
    return peer == warmParent || warmChildren.contains(peer);
  }

  private void makeRoom() {
    for (int i = 0; i < extra.size(); i++) {
      if (!isSecondPath(extra.get(i).peer())) {
        extra.remove(i);
        return;
      }
    }
  }

  /// To how many a frame of this node goes.
  int degree() {
    int further = 0;
    for (int i = 0; i < extra.size(); i++) {
      further += extra.get(i).untilNs() > node.nowNs() ? 1 : 0;
    }
    return children.size() + further + (parent == null ? 0 : 1);
  }

  private boolean hasRoom() {
    return degree() < node.config.limits().fanOut();
  }

  /// Sends the payload of a frame on to all neighbours but the one it came from.
  void forward(LeaseId lease, byte[] bytes, int at, int length, @Nullable Peer from) {
    retransmission.keep(lease, bytes, at, length);
    forwardTo(parent, from, bytes, at, length);
    if (from == null && goesStraightToRoot(lease)) {
      forwardTo(root, null, bytes, at, length);
    }
    for (int i = 0; i < children.size(); i++) {
      forwardTo(children.get(i), from, bytes, at, length);
    }
    for (int i = 0; i < extra.size(); i++) {
      Peer served = extra.get(i).peer();
      if (isAlive(extra.get(i), lease) && !isNeighbour(served)) {
        forwardTo(served, from, bytes, at, length);
      }
    }
    forwardToFormer(lease, from, bytes, at, length);
  }

  private boolean goesStraightToRoot(LeaseId lease) {
    Peer top = root;
    return top != null
        && !isNeighbour(top)
        && !isFormer(top)
        && !isIn(extra, top, lease)
        && hasRoom();
  }

  private void forwardToFormer(
      LeaseId lease, @Nullable Peer from, byte[] bytes, int at, int length) {
    long nowNs = node.nowNs();
    for (int i = 0; i < former.size(); i++) {
      Peer before = former.get(i).peer();
      boolean still = nowNs < former.get(i).untilNs();
      if (still && !isNeighbour(before) && !isIn(extra, before, lease)) {
        forwardTo(before, from, bytes, at, length);
      }
    }
  }

  private boolean isNeighbour(Peer peer) {
    return peer == parent || children.contains(peer);
  }

  private void forwardTo(@Nullable Peer to, @Nullable Peer from, byte[] bytes, int at, int length) {
    if (to != null && to != from) {
      node.sender.forward(to, bytes, at, length);
      node.counters.forwarded++;
    }
  }

  /// A neighbour was put out.
  void drop(Peer peer) {
    parent = parent == peer ? null : parent;
    warmParent = warmParent == peer ? null : warmParent;
    root = root == peer ? null : root;
    children.remove(peer);
    warmChildren.remove(peer);
    former.removeIf(f -> f.peer() == peer);
    extra.removeIf(e -> e.peer() == peer);
    asked.removeIf(e -> e.peer() == peer);
  }

  /// After a sleep the old place means nothing.
  void forget() {
    parent = null;
    warmParent = null;
    root = null;
    children.clear();
    warmChildren.clear();
    former.clear();
    extra.clear();
    asked.clear();
    formerParentId = NodeId.NONE;
    term = Term.NONE;
    epoch = 0;
  }
}
