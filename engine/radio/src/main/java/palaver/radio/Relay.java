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
/// the talker may sit anywhere and sends at most to its parent and its children. What the leader
/// says about the floor goes from parent to child only.
///
/// A node that no longer gets a burst through the tree asks its second parent for it, and after
/// that the leader and the talker themselves.
final class Relay {
  private static final int EXTRA_MAX = 8;
  private static final int FORMER_MAX = 64;

  private record Extra(Peer peer, LeaseId lease) {}

  private final Node node;
  private final List<Peer> children = new ArrayList<>();
  private final List<Peer> former = new ArrayList<>();
  private final List<Extra> extra = new ArrayList<>();
  private @Nullable Peer parent;
  private @Nullable Peer warmParent;
  private @Nullable Peer direct;
  private Term term = Term.NONE;
  private long epoch;

  Relay(Node node) {
    this.node = node;
  }

  /// This node follows another leader, directly until the tree has a place for it.
  void follow(Peer leader, Term next) {
    if (next.compareTo(term) == 0) {
      return;
    }
    term = next;
    epoch = 0;
    if (parent == null || parent.id.equals(leader.id)) {
      parent = leader;
    } else {
      // The tree of the former term goes on until the new one is there: it carries the talker, who
      // sends to the new leader besides.
      direct = leader;
    }
  }

  /// This node leads: it is the root. Its former neighbours get voice until the new tree is there.
  void root(Term next) {
    term = next;
    epoch = 0;
    Peer above = parent;
    if (above != null && !children.contains(above)) {
      children.add(above);
    }
    parent = null;
    warmParent = null;
    direct = null;
  }

  /// The leader's own place: its children.
  void rootChildren(List<Peer> next) {
    keepFormer();
    children.clear();
    children.addAll(next);
  }

  private void keepFormer() {
    former.clear();
    Peer before = parent;
    if (before != null) {
      former.add(before);
    }
    former.addAll(children.subList(0, Math.min(children.size(), FORMER_MAX)));
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
    direct = null;
    parent = find(place.parent());
    warmParent = find(place.warmParent());
    children.clear();
    for (NodeId child : place.children()) {
      Peer peer = find(child);
      if (peer != null) {
        children.add(peer);
      }
    }
    return true;
  }

  private @Nullable Peer find(NodeId id) {
    return id.equals(NodeId.NONE) ? null : node.peers.add(id.value());
  }

  List<Peer> children() {
    return children;
  }

  @Nullable Peer parent() {
    return parent;
  }

  @Nullable Peer warmParent() {
    return warmParent;
  }

  /// Whether voice may come from `peer`: its place in the tree, or a path that was asked for.
  boolean mayComeFrom(Peer peer) {
    return peer == parent || peer == warmParent || children.contains(peer) || former.contains(peer);
  }

  /// Another asks for the voice of a lease; false when there is no room.
  boolean serve(Peer peer, LeaseId lease) {
    if (peer == parent || children.contains(peer)) {
      return true;
    }
    extra.removeIf(e -> !e.lease().equals(lease));
    for (Extra served : extra) {
      if (served.peer() == peer) {
        return true;
      }
    }
    return extra.size() < EXTRA_MAX && extra.add(new Extra(peer, lease));
  }

  /// To how many a frame of this node goes.
  int degree() {
    return children.size() + extra.size() + (parent == null ? 0 : 1);
  }

  /// Sends the payload of a frame on to all neighbours but the one it came from.
  void forward(LeaseId lease, byte[] bytes, int at, int length, @Nullable Peer from) {
    forwardTo(parent, from, bytes, at, length);
    if (from == null && direct != null && !children.contains(direct)) {
      forwardTo(direct, null, bytes, at, length);
    }
    for (int i = 0; i < children.size(); i++) {
      forwardTo(children.get(i), from, bytes, at, length);
    }
    for (int i = 0; i < extra.size(); i++) {
      if (extra.get(i).lease().equals(lease)) {
        forwardTo(extra.get(i).peer(), from, bytes, at, length);
      }
    }
  }

  private void forwardTo(@Nullable Peer to, @Nullable Peer from, byte[] bytes, int at, int length) {
    if (to != null && to != from) {
      node.sender.forward(to, bytes, at, length);
      node.counters.forwarded++;
    }
  }

  /// After a sleep the old place means nothing.
  void forget() {
    parent = null;
    warmParent = null;
    direct = null;
    children.clear();
    former.clear();
    extra.clear();
    term = Term.NONE;
    epoch = 0;
  }
}
