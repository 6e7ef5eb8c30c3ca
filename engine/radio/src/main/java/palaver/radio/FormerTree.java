// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What is left of the tree of the term before, as those who follow the new root tell it.
///
/// When a root dies, its branches live. The new root sits somewhere in one of them: it takes the
/// others below itself, and its own branch is turned around, so that most members keep their
/// neighbours and their voice never stops.
final class FormerTree {
  private static final int DEEPER_MAX = 1;

  private final Place root;
  private final List<Place> places;
  private final int fanOut;
  private final Predicate<Place> hasRoom;

  FormerTree(Place root, List<Place> places, int fanOut, Predicate<Place> hasRoom) {
    this.root = root;
    this.places = places;
    this.fanOut = fanOut;
    this.hasRoom = hasRoom;
  }

  /// Gives their former neighbours back to those of `waiting` to whom that is possible.
  void settle(List<Place> waiting) {
    turnAround(waiting);
    attachAll(waiting, place -> isCutBranch(place) ? root : null);
    int depthMax = leastDepth() + DEEPER_MAX;
    boolean any = true;
    while (any) {
      any = attachAll(waiting, place -> neighbourOf(place, depthMax));
    }
  }

  /// Those above the new root, one after the other, now hang below it.
  private void turnAround(List<Place> waiting) {
    Place at = root;
    while (at != null) {
      Place above = at;
      at = null;
      for (Place place : waiting) {
        boolean next = place.parent == null && place.peer.id.equals(above.former);
        if (next && hasRoom.test(above)) {
          place.attach(above);
          at = place;
        }
      }
    }
  }

  private interface Choice {
    @Nullable Place parentOf(Place place);
  }

  private boolean attachAll(List<Place> waiting, Choice choice) {
    boolean any = false;
    for (Place place : waiting) {
      Place parent = place.parent == null ? choice.parentOf(place) : null;
      if (parent != null && hasRoom.test(parent)) {
        place.attach(parent);
        any = true;
      }
    }
    return any;
  }

  /// Whether others hang below this member and nobody is left above it.
  private boolean isCutBranch(Place place) {
    boolean carries = false;
    for (Place other : places) {
      if (other.peer.id.equals(place.former)) {
        return false;
      }
      carries |= other.former.equals(place.peer.id);
    }
    return carries && !place.former.equals(root.peer.id);
  }

  private @Nullable Place neighbourOf(Place place, int depthMax) {
    if (place.wasNextTo(root) && hasRoom.test(root)) {
      return root;
    }
    for (Place other : places) {
      boolean possible = other.parent != null && other.depth < depthMax && root.holds(other);
      if (possible && place.wasNextTo(other) && hasRoom.test(other) && !place.holds(other)) {
        return other;
      }
    }
    return null;
  }

  /// The depth of the shallowest tree that holds all.
  private int leastDepth() {
    int depth = 1;
    long row = fanOut;
    for (long held = row; held < places.size(); held += row) {
      row *= TreePlan.childrenMax(fanOut);
      depth++;
    }
    return depth;
  }
}
