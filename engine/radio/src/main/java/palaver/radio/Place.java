// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RelayMessage;

/// A member's place in the tree as the leader plans it.
final class Place {
  final Peer peer;
  final List<Place> children = new ArrayList<>();
  @Nullable Place parent;
  @Nullable Place warm;
  @Nullable Place avoided;

  /// Its parent in the tree of the term before; [NodeId#NONE] when it had none, or has a place again.
  NodeId former = NodeId.NONE;

  int depth;
  int badReports;
  long movedAtNs = Long.MIN_VALUE / 2;
  RelayMessage.@Nullable TopologyAssign told;
  long toldAtNs;
  boolean confirmed;

  Place(Peer peer) {
    this.peer = peer;
  }

  /// Whether `other` is this place or below it.
  boolean holds(Place other) {
    for (Place at = other; at != null; at = at.parent) {
      if (at == this) {
        return true;
      }
    }
    return false;
  }

  /// Whether the two were parent and child in the tree of the term before.
  boolean wasNextTo(Place other) {
    return former.equals(other.peer.id) || other.former.equals(peer.id);
  }

  void detach() {
    Place above = parent;
    if (above != null) {
      above.children.remove(this);
      parent = null;
    }
  }

  void attach(Place above) {
    parent = above;
    above.children.add(this);
    setDepth(above.depth + 1);
  }

  private void setDepth(int value) {
    depth = value;
    for (Place child : children) {
      child.setDepth(value + 1);
    }
  }
}
