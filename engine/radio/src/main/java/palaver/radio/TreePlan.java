// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RelayMessage.TopologyAssign;
import palaver.wire.radio.Term;

/// The tree of a term: who gets voice from whom.
///
/// No node sends a frame to more than the fan-out: the root has as many children, the others two
/// less, for their parent is a neighbour too, and whoever asks for a second path. A member keeps
/// its parent as long as that works: it moves when the parent is gone, or when it has reported a
/// bad link three times in a row and its last move is ten seconds ago. A new place is the
/// shallowest with room; among those the one with the shortest round trip. So the tree does not
/// swing between two places that are about as good.
///
/// What is left of the tree of the term before goes on: see [FormerTree].
final class TreePlan {
  private static final int BAD_REPORTS = 3;
  private static final long MOVE_AGAIN_NS = 10_000_000_000L;
  private static final long TELL_AGAIN_NS = 100_000_000L;
  private static final int BAD_LOSS_PERMILLE = 100;
  private static final int WEAK_DBM = -75;

  private final int fanOut;
  private final Place root;
  private final List<Place> places = new ArrayList<>();
  private long epoch;
  private int moved;

  TreePlan(NodeId self, int fanOut) {
    this.fanOut = fanOut;
    root = new Place(new Peer(self));
  }

  long epoch() {
    return epoch;
  }

  /// How many members the last change moved.
  int moved() {
    return moved;
  }

  List<Place> places() {
    return places;
  }

  /// The root first, then all that have a place.
  List<Branch> branches() {
    List<Branch> branches = new ArrayList<>(List.of(new Branch(root.peer.id, NodeId.NONE)));
    for (Place place : places) {
      Place above = place.parent;
      if (above != null) {
        branches.add(new Branch(place.peer.id, above.peer.id));
      }
    }
    return branches;
  }

  @Nullable Place find(Peer peer) {
    for (Place place : places) {
      if (place.peer == peer) {
        return place;
      }
    }
    return null;
  }

  void add(Peer peer) {
    if (find(peer) == null) {
      places.add(new Place(peer));
    }
  }

  /// From whom the root itself had its voice in the tree of the term before.
  void rootWasBelow(NodeId parent) {
    root.former = parent;
  }

  /// From whom a member had its voice in the tree of the term before.
  void wasBelow(Peer peer, NodeId parent) {
    Place place = find(peer);
    if (place != null && place.parent == null) {
      place.former = parent;
    }
  }

  /// A member is gone; those below it need a new parent.
  void remove(Peer peer) {
    Place place = find(peer);
    if (place != null) {
      places.remove(place);
      place.detach();
      List.copyOf(place.children).forEach(Place::detach);
    }
  }

  /// What does not come to the parent of a member either: the hop between them is not to blame for
  /// it.
  int lossAbove(Peer peer) {
    Place place = find(peer);
    Place above = place == null ? null : place.parent;
    return above == null || above == root ? 0 : above.peer.lossPermille;
  }

  /// A member says how well it hears its parent.
  void report(long nowNs, Peer peer, int lossPermille, boolean parentLost) {
    Place place = find(peer);
    if (place == null) {
      return;
    }
    boolean bad = parentLost || lossPermille > BAD_LOSS_PERMILLE;
    place.badReports = bad ? place.badReports + 1 : 0;
    boolean settled = nowNs - place.movedAtNs > MOVE_AGAIN_NS;
    if (place.badReports >= BAD_REPORTS && settled && place.parent != root) {
      place.avoided = place.parent;
      place.detach();
      place.badReports = 0;
    }
  }

  /// Moves everybody, for the sake of a test of those who watch.
  void shuffle() {
    for (Place place : places) {
      place.detach();
    }
    if (!places.isEmpty()) {
      places.add(places.removeFirst());
    }
  }

  /// Gives a place to all who have none; whether anything has changed.
  boolean settle(long nowNs) {
    moved = 0;
    relieve();
    List<Place> waiting = new ArrayList<>();
    for (Place place : places) {
      if (place.parent == null) {
        waiting.add(place);
      }
    }
    if (waiting.isEmpty()) {
      return false;
    }
    waiting.sort(TreePlan::byFitness);
    new FormerTree(root, places, fanOut, this::hasRoom).settle(waiting);
    for (Place place : waiting) {
      if (place.parent == null) {
        place.attach(bestParent(place));
        moved++;
      }
      place.former = NodeId.NONE;
      place.movedAtNs = nowNs;
    }
    assignWarmParents();
    epoch++;
    return true;
  }

  /// Who relays no longer has nobody below.
  private void relieve() {
    for (Place place : places) {
      if (!place.children.isEmpty() && !place.peer.capabilities.has(Capabilities.FEATURE_RELAY)) {
        List.copyOf(place.children).forEach(Place::detach);
      }
    }
  }

  /// Relays with much capacity get the places near the root.
  private static int byFitness(Place a, Place b) {
    int order = Integer.compare(capacity(b.peer), capacity(a.peer));
    if (order == 0) {
      order = Long.compare(b.peer.priority, a.peer.priority);
    }
    if (order == 0) {
      order = Long.compare(a.peer.roundTripNs / 5_000_000, b.peer.roundTripNs / 5_000_000);
    }
    return order != 0 ? order : a.peer.id.compareTo(b.peer.id);
  }

  /// How many it can serve: half as many when its signal is weak or voice does not come well to
  /// itself.
  private static int capacity(Peer peer) {
    boolean relays = peer.capabilities.has(Capabilities.FEATURE_RELAY);
    boolean weak = peer.rssiDbm < WEAK_DBM || peer.lossPermille > BAD_LOSS_PERMILLE;
    int most = relays ? peer.capabilities.childrenMax() : 0;
    return weak ? most / 2 : most;
  }

  private Place bestParent(Place place) {
    Place best = root;
    boolean room = hasRoom(root);
    for (Place candidate : places) {
      boolean possible =
          candidate.parent != null
              && candidate != place.avoided
              && hasRoom(candidate)
              && isRooted(candidate)
              && !place.holds(candidate);
      if (possible && (!room || isBetter(candidate, best))) {
        best = candidate;
        room = true;
      }
    }
    return best;
  }

  /// How many children a member has at most that is not the root.
  static int childrenMax(int fanOut) {
    return Math.max(1, fanOut - 2);
  }

  private boolean hasRoom(Place place) {
    int most = place == root ? fanOut : Math.min(childrenMax(fanOut), capacity(place.peer));
    return place.children.size() < most;
  }

  private boolean isRooted(Place place) {
    return root.holds(place);
  }

  private static boolean isBetter(Place one, Place other) {
    if (one.depth != other.depth) {
      return one.depth < other.depth;
    }
    return one.peer.roundTripNs < other.peer.roundTripNs;
  }

  /// The second parent is the neighbour of the first in a ring of its depth. Below the root it is
  /// the deputy, the first child: when the root is gone, the others ask the deputy, and the deputy
  /// asks them all, so that voice needs two hops and not a walk around a ring.
  private void assignWarmParents() {
    for (Place place : places) {
      Place above = place.parent;
      place.warm = above == null ? null : above == root ? deputyFor(place) : nextTo(above);
    }
  }

  private @Nullable Place deputyFor(Place place) {
    Place deputy = root.children.getFirst();
    if (place != deputy) {
      return deputy;
    }
    return root.children.size() > 1 ? root.children.get(1) : null;
  }

  private @Nullable Place nextTo(Place place) {
    List<Place> ring = ringOf(place);
    Place next = ring.get((ring.indexOf(place) + 1) % ring.size());
    return next == place ? null : next;
  }

  private List<Place> warmChildren(Place place) {
    boolean deputy = !root.children.isEmpty() && place == root.children.getFirst();
    return deputy ? root.children.subList(1, root.children.size()) : List.of();
  }

  private List<Place> ringOf(Place place) {
    List<Place> ring = new ArrayList<>();
    for (Place other : places) {
      if (other.depth == place.depth && (other == place || !other.children.isEmpty())) {
        ring.add(other);
      }
    }
    return ring;
  }

  /// The members that the leader itself serves.
  List<Peer> rootChildren() {
    return peersOf(root.children);
  }

  private static List<Peer> peersOf(List<Place> list) {
    List<Peer> peers = new ArrayList<>();
    for (Place place : list) {
      peers.add(place.peer);
    }
    return peers;
  }

  private static List<NodeId> idsOf(List<Place> list) {
    return list.stream().map(place -> place.peer.id).toList();
  }

  /// A member has lost its place: it is told again.
  void tellAgain(Peer peer) {
    Place place = find(peer);
    if (place != null) {
      place.confirmed = false;
    }
  }

  /// What to tell a member now; null when it knows.
  @Nullable TopologyAssign tell(long nowNs, Place place, Term term) {
    Place above = place.parent;
    if (above == null) {
      return null;
    }
    Place second = place.warm;
    TopologyAssign now =
        new TopologyAssign(
            term,
            0,
            above.peer.id,
            second == null ? NodeId.NONE : second.peer.id,
            idsOf(place.children),
            idsOf(warmChildren(place)));
    TopologyAssign told = place.told;
    boolean same = told != null && withoutEpoch(told).equals(now);
    if (same && (place.confirmed || nowNs - place.toldAtNs < TELL_AGAIN_NS)) {
      return null;
    }
    if (!same || told == null) {
      // Each place a member is told is newer than the one before, also between two trees.
      told = withEpoch(now, told == null ? epoch : Math.max(epoch, told.epoch() + 1));
      place.told = told;
      place.confirmed = false;
    }
    place.toldAtNs = nowNs;
    return told;
  }

  private static TopologyAssign withoutEpoch(TopologyAssign t) {
    return withEpoch(t, 0);
  }

  private static TopologyAssign withEpoch(TopologyAssign t, long epoch) {
    return new TopologyAssign(
        t.term(), epoch, t.parent(), t.warmParent(), t.children(), t.warmChildren());
  }

  /// Whether some member has not confirmed its place.
  boolean isUnsettled() {
    for (Place place : places) {
      if (!place.confirmed) {
        return true;
      }
    }
    return false;
  }

  void confirmed(Peer peer, long confirmedEpoch) {
    Place place = find(peer);
    if (place != null && place.told != null && place.told.epoch() == confirmedEpoch) {
      place.confirmed = true;
    }
  }
}
