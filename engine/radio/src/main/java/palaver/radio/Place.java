// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.RelayMessage;

/// A member's place in the tree as the leader plans it.
final class Place {
  final Peer peer;
  final List<Place> children = new ArrayList<>();
  @Nullable Place parent;
  @Nullable Place warm;
  @Nullable Place avoided;
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
