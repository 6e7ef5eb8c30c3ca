// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.wire.radio.Capabilities;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.RelayMessage.TopologyAssign;
import palaver.wire.radio.Term;

class TreePlanTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int FAN_OUT = 4;
  private static final Term TERM = new Term(1, 1, new NodeId(1), 1);

  private final TreePlan plan = new TreePlan(new NodeId(1), FAN_OUT);
  private final List<Peer> peers = new ArrayList<>();

  private void members(int count, int childrenMax) {
    for (int i = 0; i < count; i++) {
      Peer peer = new Peer(new NodeId(2 + i));
      long features = Capabilities.FEATURE_RELAY;
      peer.capabilities =
          new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, features, childrenMax);
      peer.roundTripNs = i * 1_000_000L;
      peers.add(peer);
      plan.add(peer);
    }
    plan.settle(0);
  }

  private Place place(Peer peer) {
    return requireNonNull(plan.find(peer));
  }

  private Place parentOf(Peer peer) {
    return requireNonNull(place(peer).parent);
  }

  @Test
  void nobodyHasMoreNeighboursThanTheFanOut() {
    members(40, 8);
    assertThat(plan.rootChildren()).hasSize(FAN_OUT);
    for (Place place : plan.places()) {
      assertThat(place.children).hasSizeLessThan(FAN_OUT);
      assertThat(place.parent).isNotNull();
    }
  }

  @Test
  void whoCannotRelayGetsNoChildren() {
    members(FAN_OUT, 0);
    Peer relay = new Peer(new NodeId(90));
    relay.capabilities =
        new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, Capabilities.FEATURE_RELAY, 3);
    plan.remove(peers.getFirst());
    plan.add(relay);
    plan.settle(0);
    plan.add(peers.getFirst());
    plan.settle(0);
    assertThat(parentOf(peers.getFirst()).peer).isSameAs(relay);
  }

  @Test
  void whoLosesItsParentGetsAnotherAndNobodyElseMoves() {
    members(20, 8);
    Peer gone = plan.rootChildren().getFirst();
    int below = place(gone).children.size();
    plan.remove(gone);
    assertThat(plan.settle(SECOND)).isTrue();
    assertThat(plan.moved()).isEqualTo(below);
    assertThat(plan.settle(SECOND)).isFalse();
  }

  @Test
  void threeBadReportsMoveAMemberOnceInTenSeconds() {
    members(20, 8);
    Peer child = peers.getLast();
    Place before = parentOf(child);
    for (int i = 0; i < 3; i++) {
      plan.report(20 * SECOND, child, 200, false);
    }
    plan.settle(20 * SECOND);
    Place after = parentOf(child);
    assertThat(after).isNotSameAs(before);
    for (int i = 0; i < 5; i++) {
      plan.report(25 * SECOND, child, 200, true);
    }
    assertThat(plan.settle(25 * SECOND)).isFalse();
    plan.report(40 * SECOND, child, 0, false);
    plan.report(41 * SECOND, child, 200, true);
    assertThat(plan.settle(41 * SECOND)).as("one bad report after good ones").isFalse();
  }

  @Test
  void theOthersBelowTheRootHaveTheDeputyAsTheirSecondPath() {
    members(20, 8);
    List<Peer> below = plan.rootChildren();
    Place deputy = place(below.getFirst());
    for (Peer peer : below.subList(1, below.size())) {
      assertThat(place(peer).warm).isSameAs(deputy);
    }
    TopologyAssign told = requireNonNull(plan.tell(0, deputy, TERM));
    assertThat(told.warmChildren())
        .isEqualTo(below.subList(1, below.size()).stream().map(p -> p.id).toList());
    Place deep = place(peers.getLast());
    assertThat(deep.warm).isNotNull().isNotSameAs(deep.parent);
  }

  @Test
  void aMemberIsToldUntilItConfirmsAndAgainWhenItLostItsPlace() {
    members(3, 8);
    Place place = place(peers.getFirst());
    TopologyAssign told = requireNonNull(plan.tell(0, place, TERM));
    assertThat(plan.tell(1, place, TERM)).isNull();
    assertThat(plan.tell(SECOND, place, TERM)).isEqualTo(told);
    assertThat(plan.isUnsettled()).isTrue();
    plan.confirmed(place.peer, told.epoch() + 1);
    assertThat(place.confirmed).isFalse();
    plan.confirmed(place.peer, told.epoch());
    assertThat(plan.tell(9 * SECOND, place, TERM)).isNull();
    plan.tellAgain(place.peer);
    assertThat(plan.tell(9 * SECOND, place, TERM)).isEqualTo(told);
  }

  @Test
  void aChangedPlaceIsNewerThanTheOneBefore() {
    members(FAN_OUT, 8);
    Place deputy = place(plan.rootChildren().getFirst());
    TopologyAssign first = requireNonNull(plan.tell(0, deputy, TERM));
    plan.remove(plan.rootChildren().getLast());
    TopologyAssign second = requireNonNull(plan.tell(1, deputy, TERM));
    assertThat(second.warmChildren()).hasSize(first.warmChildren().size() - 1);
    assertThat(second.epoch()).isGreaterThan(first.epoch());
  }

  @Test
  void aShuffledTreeMovesEverybody() {
    members(10, 8);
    plan.shuffle();
    assertThat(plan.settle(0)).isTrue();
    assertThat(plan.moved()).isEqualTo(10);
  }

  @Test
  void whoseSignalIsWeakOrWhoHearsBadlyServesHalfAsMany() {
    for (Peer weak : List.of(new Peer(new NodeId(91)), new Peer(new NodeId(92)))) {
      weak.capabilities =
          new Capabilities(2, 2, Capabilities.NodeClass.LAPTOP, Capabilities.FEATURE_RELAY, 2);
      boolean far = weak.id.value() == 91;
      weak.rssiDbm = far ? -80 : -60;
      weak.lossPermille = far ? 0 : 150;
      plan.add(weak);
    }
    plan.settle(0);
    members(FAN_OUT, 0);
    assertThat(plan.places().stream().filter(p -> !p.children.isEmpty()))
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(p -> p.children.size() <= 1);
  }

  @Test
  void whatTheParentDoesNotGetIsNotTheHopsFault() {
    members(20, 8);
    Peer child = peers.getLast();
    assertThat(plan.lossAbove(child)).isZero();
    parentOf(child).peer.lossPermille = 180;
    assertThat(plan.lossAbove(child)).isEqualTo(180);
    assertThat(plan.lossAbove(plan.rootChildren().getFirst())).isZero();
    assertThat(plan.lossAbove(new Peer(new NodeId(99)))).isZero();
  }
}
