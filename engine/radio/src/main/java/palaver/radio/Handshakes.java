// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.trust.link.Links;
import palaver.wire.radio.TrustMessage;

/// Opens links: what a node wants to send over a link that is not there yet opens it. In a small
/// group each has a link to each; in a large one to the leader, to the neighbours in the tree, and
/// to those who would lead next.
final class Handshakes {
  private static final long RELINK_NS = 400_000_000;

  private final Node node;
  private final Links links;

  Handshakes(Node node) {
    this.node = node;
    links = node.trust.links;
  }

  /// Asks for a link, unless a request is under way. One who was not heard for a while, or has not
  /// answered, is asked by turns where it was last seen and at its address.
  void open(long nowNs, Peer peer) {
    if (peer.address >= 0) {
      boolean doubtful =
          links.isUnanswered(peer.id) || !peer.isLive(nowNs, node.config.limits().memberTtlNs());
      boolean turn = doubtful && peer.elsewhere >= 0 && !peer.askedElsewhere;
      if (openAt(nowNs, peer, turn ? peer.elsewhere : peer.address)) {
        peer.askedElsewhere = turn;
      }
    }
  }

  /// Asks for a link at an address where the other may be; whether anything was sent.
  boolean openAt(long nowNs, Peer peer, int address) {
    TrustMessage.SessionOpen open = links.open(nowNs, peer.id, null);
    if (open == null) {
      return false;
    }
    node.counters.handshakes++;
    node.sender.sendOpenly(address, node.sender.sign(open));
    return true;
  }

  /// Opens what this input wanted to use.
  void openWanted(long nowNs) {
    Peer peer = node.sender.takeWanted();
    while (peer != null) {
      open(nowNs, peer);
      peer = node.sender.takeWanted();
    }
  }

  /// The other side has started anew or lost its keys, or this one has; nothing that says so is
  /// proven, so it happens seldom.
  void relink(long nowNs, Peer peer) {
    if (nowNs - peer.relinkedAtNs >= RELINK_NS) {
      peer.relinkedAtNs = nowNs;
      open(nowNs, peer);
    }
  }

  void onOpen(long nowNs, Peer peer, int address, TrustMessage.SessionOpen open) {
    TrustMessage.SessionAnswer answer = links.onOpen(nowNs, peer.id, open);
    if (answer != null) {
      node.sender.sendOpenly(address, node.sender.sign(answer));
    }
  }

  /// The link is open: this node shows itself over it, so that the other side uses it too.
  ///
  /// @param address where the answer, which the other has signed, came from
  boolean onAnswer(long nowNs, Peer peer, int address, TrustMessage.SessionAnswer answer) {
    boolean opened = links.onAnswer(nowNs, peer.id, answer);
    if (opened) {
      node.moveTo(peer, address);
      peer.greetedAtNs = Long.MIN_VALUE / 2;
      node.greet(peer, nowNs);
    }
    return opened;
  }

  /// Renews links whose keys are old.
  void renew(long nowNs) {
    for (Peer peer : node.peers.all()) {
      if (links.isDue(nowNs, peer.id)) {
        open(nowNs, peer);
      }
    }
  }
}
