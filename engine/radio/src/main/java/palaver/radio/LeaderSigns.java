// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.wire.radio.Term;

/// How a leader shows that it is there: heartbeats to those who follow, and its claim to each who
/// does not yet. A tenth of all at a time, so that a hundred packets do not leave at once.
final class LeaderSigns {
  static final int SLOTS = 10;

  private final Node node;
  private @Nullable SignedStatement introduction;
  private int introductions;
  private int slot;

  LeaderSigns(Node node) {
    this.node = node;
  }

  /// A term begins with this claim.
  void begin(SignedStatement claim) {
    introduction = claim;
    introductions = SLOTS;
  }

  /// The next tenth.
  void send(long nowNs, Term term, List<Place> places) {
    slot = (slot + 1) % SLOTS;
    SignedStatement claim = introduction;
    if (introductions > 0 && claim != null) {
      introductions--;
      introduce(nowNs, claim);
    }
    for (int i = slot; i < places.size(); i += SLOTS) {
      node.sendHeartbeat(places.get(i).peer, term, true);
    }
  }

  /// The claim once more to each who does not follow yet: multicast loses more than the links do.
  private void introduce(long nowNs, SignedStatement claim) {
    List<Peer> peers = node.peers.all();
    for (int i = slot; i < peers.size(); i += SLOTS) {
      Peer peer = peers.get(i);
      if (!peer.member
          && peer.address >= 0
          && peer.isAround(nowNs, node.config.limits().aroundNs())) {
        node.sender.sendOpenly(peer.address, claim);
      }
    }
  }
}
