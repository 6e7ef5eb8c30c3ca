// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.ArrayList;
import java.util.List;
import palaver.wire.radio.LinkQuality;
import palaver.wire.radio.RelayMessage;
import palaver.wire.radio.Term;

/// The leader's tree: planned, told to the members few at a time, and told again until each has
/// confirmed its place.
final class Planting {
  private static final long MS = 1_000_000;
  private static final long UNSETTLED_NS = 50 * MS;
  private static final long SETTLED_NS = 200 * MS;
  private static final int TOLD_AT_ONCE = 8;
  private static final long TELL_NS = 10 * MS;

  private final Node node;
  private final Relay relay;
  private TreePlan plan;
  private Term term = Term.NONE;

  Planting(Node node, Relay relay) {
    this.node = node;
    this.relay = relay;
    plan = emptyPlan();
  }

  private TreePlan emptyPlan() {
    return new TreePlan(node.config.self(), node.rules.fanOut());
  }

  void begin(Term next) {
    term = next;
    relay.root(next);
    plan = emptyPlan();
    plan.rootWasBelow(relay.formerParentId());
  }

  TreePlan plan() {
    return plan;
  }

  /// Those who have a place or wait for one.
  List<Peer> members() {
    List<Peer> members = new ArrayList<>();
    for (Place place : plan.places()) {
      members.add(place.peer);
    }
    return members;
  }

  void onLinkReport(long nowNs, Peer peer, RelayMessage.LinkReport report) {
    int lossPermille = 0;
    for (LinkQuality link : report.links()) {
      lossPermille = Math.max(lossPermille, link.lossPermille());
      peer.rssiDbm = link.rssiDbm();
    }
    peer.lossPermille = lossPermille;
    plan.report(nowNs, peer, lossPermille - plan.lossAbove(peer), report.parentLost());
  }

  void onAck(Peer peer, RelayMessage.TopologyAck ack) {
    if (ack.term().compareTo(term) == 0) {
      plan.confirmed(peer, ack.epoch());
    }
  }

  /// Gives places to those without and tells whom it concerns; when to look again.
  long replan(long nowNs) {
    if (plan.settle(nowNs)) {
      node.sender.emit(new RadioEvent.TreeChanged(plan.epoch(), plan.moved()));
    }
    List<Peer> children = plan.rootChildren();
    if (!children.equals(relay.children())) {
      relay.rootChildren(children);
    }
    return tellPlaces(nowNs);
  }

  /// Few at a time: what leaves at once waits for the air at once, and the voice behind it.
  private long tellPlaces(long nowNs) {
    int told = 0;
    for (Place place : plan.places()) {
      RelayMessage.TopologyAssign assign =
          told < TOLD_AT_ONCE ? plan.tell(nowNs, place, term) : null;
      if (assign != null) {
        told++;
        node.sender.send(place.peer, assign);
      }
    }
    if (told == TOLD_AT_ONCE) {
      return nowNs + TELL_NS;
    }
    return nowNs + (plan.isUnsettled() ? UNSETTLED_NS : SETTLED_NS);
  }
}
