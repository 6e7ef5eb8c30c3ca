// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import org.jspecify.annotations.Nullable;
import palaver.wire.radio.Term;

/// The signed claim of the greatest term that this node knows, for those who are behind.
///
/// The leader tells each at once. If all did, a crowd of newcomers would drown in what they are
/// told: 100 nodes that started within a second opened 8,600 links and chose four leaders.
final class TermProof {
  private static final int TELLERS = 4;

  private final Node node;
  private @Nullable SignedStatement claim;

  TermProof(Node node) {
    this.node = node;
  }

  @Nullable SignedStatement claim() {
    return claim;
  }

  void set(@Nullable SignedStatement statement) {
    claim = statement;
  }

  void tell(Peer peer) {
    SignedStatement statement = claim;
    if (statement != null) {
      node.sender.send(peer, statement);
    }
  }

  /// A follower hears from a node that is behind. When the leader seems not to reach it, few of the
  /// followers tell it.
  void tellLate(long nowNs, Peer peer, Term said, Term current) {
    boolean late = peer.isLongBehind(nowNs, said, current);
    if (late && node.random.nextInt(node.peers.all().size()) < TELLERS) {
      tell(peer);
    }
  }
}
