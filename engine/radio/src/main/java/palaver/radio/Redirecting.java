// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.TreeMap;
import palaver.trust.link.TokenBucket;
import palaver.trust.link.TokenBucket.Rate;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;
import palaver.wire.radio.TrustMessage;

/// What a member that does not lead does for a device at the door which the leader does not answer:
/// it says where the leader is.
///
/// Where multicast works the leader answers the first request and nobody else says anything. A
/// device that asks again within five seconds is told by few: each member answers with a chance
/// that makes four of all, once a second at most, so that a forged request is no way to have a
/// crowd write to somebody.
final class Redirecting {
  private static final long MS = 1_000_000;
  private static final long FORGET_NS = 5_000 * MS;

  /// A request that comes sooner again is the same one over another IP version.
  private static final long AGAIN_NS = 200 * MS;

  private static final Rate ANSWERS = new Rate(2, 1);
  private static final int WAITING_MAX = 16;
  private static final int SPEAKERS = 4;

  private final Node node;
  private final Whereabouts whereabouts;
  private final TokenBucket answers = new TokenBucket(ANSWERS);
  private final TreeMap<NodeId, Long> firstNs = new TreeMap<>();

  Redirecting(Node node, Whereabouts whereabouts) {
    this.node = node;
    this.whereabouts = whereabouts;
  }

  /// A device asks that has not shown that it receives at its address.
  void onRequest(long nowNs, int address, NodeId who) {
    if (!hasAskedBefore(nowNs, who)) {
      return;
    }
    boolean speaks = node.random.nextInt(1 + node.livePeers(nowNs).size()) < SPEAKERS;
    PeerAddress leader = speaks ? whereabouts.leaderFor(nowNs, address) : null;
    if (leader != null && answers.take(nowNs)) {
      node.sender.sendUnproven(address, new TrustMessage.JoinElsewhere(who, leader));
    }
  }

  private boolean hasAskedBefore(long nowNs, NodeId who) {
    firstNs.values().removeIf(atNs -> nowNs - atNs >= FORGET_NS);
    Long since = firstNs.get(who);
    if (since == null && firstNs.size() < WAITING_MAX) {
      firstNs.put(who, nowNs);
    }
    return since != null && nowNs - since >= AGAIN_NS;
  }
}
