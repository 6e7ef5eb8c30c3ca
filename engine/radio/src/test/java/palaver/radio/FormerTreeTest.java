// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;

class FormerTreeTest {
  private static final int FAN_OUT = 4;
  private static final int NODES = 29;
  private static final int LEAST_DEPTH = 3;

  /// The tree that `root` plans for all nodes but the ones that are gone, after `former`.
  private static TreePlan next(long root, TreePlan former, long formerRoot, List<Long> alive) {
    Map<Long, NodeId> parents = parents(former);
    TreePlan plan = new TreePlan(new NodeId(root), FAN_OUT);
    plan.rootWasBelow(parents.getOrDefault(root, NodeId.NONE));
    for (long id : alive) {
      if (id != root) {
        Peer peer = peer(id);
        plan.add(peer);
        plan.wasBelow(peer, id == formerRoot ? NodeId.NONE : parents.getOrDefault(id, NodeId.NONE));
      }
    }
    plan.settle(0);
    return plan;
  }

  private static Peer peer(long id) {
    Peer peer = new Peer(new NodeId(id));
    peer.capabilities =
        new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, Capabilities.FEATURE_RELAY, 8);
    return peer;
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, NODES).boxed().toList();
  }

  private static List<Long> without(long gone) {
    return all().stream().filter(id -> id != gone).toList();
  }

  private static Map<Long, NodeId> parents(TreePlan plan) {
    Map<Long, NodeId> parents = new HashMap<>();
    for (Place place : plan.places()) {
      parents.put(place.peer.id.value(), requireNonNull(place.parent).peer.id);
    }
    return parents;
  }

  private static TreePlan first() {
    return next(1, new TreePlan(new NodeId(1), FAN_OUT), 1, all());
  }

  private static Place deepest(TreePlan plan) {
    Place deepest = plan.places().getFirst();
    for (Place place : plan.places()) {
      deepest = place.depth > deepest.depth ? place : deepest;
    }
    return deepest;
  }

  @Test
  void whenTheRootDiesItsBranchesGoOnBelowALeaf() {
    TreePlan before = first();
    long leaf = deepest(before).peer.id.value();
    TreePlan after = next(leaf, before, 1, without(1));

    Map<Long, NodeId> was = parents(before);
    Map<Long, NodeId> is = parents(after);
    for (long id : without(1)) {
      NodeId parent = requireNonNull(was.get(id));
      boolean stillNeighbours =
          parent.equals(is.get(id)) || new NodeId(id).equals(is.get(parent.value()));
      assertThat(stillNeighbours || parent.value() == 1).as("node %d", id).isTrue();
    }
    assertThat(after.moved()).isZero();
    assertThat(after.places()).hasSize(NODES - 2).allMatch(place -> place.parent != null);
  }

  @Test
  void theFormerRootFindsAPlaceWhenItLives() {
    TreePlan after = next(7, first(), 1, all());
    assertThat(parents(after)).hasSize(NODES - 1).containsKey(1L);
  }

  @Test
  void nobodyServesMoreThanTheFanOutAndTheTreeStaysShallowOverManyRoots() {
    SplittableRandom random = new SplittableRandom(7);
    TreePlan plan = first();
    long root = 1;
    for (int term = 0; term < 200; term++) {
      long next = random.nextLong(1, NODES + 1);
      if (next == root) {
        continue;
      }
      plan = next(next, plan, root, random.nextBoolean() ? all() : without(root));
      root = next;
      assertThat(plan.rootChildren()).hasSizeLessThanOrEqualTo(FAN_OUT);
      assertThat(plan.places()).allMatch(place -> place.children.size() <= FAN_OUT - 2);
      assertThat(deepest(plan).depth).isLessThanOrEqualTo(LEAST_DEPTH + 2);
    }
  }
}
