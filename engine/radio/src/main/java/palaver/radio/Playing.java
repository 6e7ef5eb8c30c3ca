// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;

/// The lease whose voice a node plays.
final class Playing {
  final ReplayWindow frames = new ReplayWindow();
  LeaseProof proof;
  long untilNs;
  long startedNs;
  long lastFrameNs;
  boolean heardAny;
  boolean ended;

  Playing(LeaseProof proof, long nowNs, long untilNs) {
    this.proof = proof;
    this.untilNs = untilNs;
    startedNs = nowNs;
    lastFrameNs = nowNs;
  }

  LeaseId id() {
    return proof.lease().id();
  }

  NodeId holder() {
    return proof.lease().holder();
  }

  boolean runs(long nowNs) {
    return nowNs < untilNs;
  }
}
