// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.trust.group.Burst;
import palaver.trust.link.ReplayWindow;
import palaver.wire.radio.LeaseId;
import palaver.wire.radio.LeaseProof;
import palaver.wire.radio.NodeId;

/// The lease whose voice a node plays.
final class Playing {
  private static final long ONE_RUN = 0;

  private final ReplayWindow frames = new ReplayWindow();
  final Burst burst;
  LeaseProof proof;
  long untilNs;
  long startedNs;
  long lastFrameNs;
  long newest = -1;
  boolean heardAny;
  boolean ended;

  Playing(LeaseProof proof, long nowNs, long untilNs) {
    this.proof = proof;
    burst = new Burst(holder(), proof.lease().holderBoot(), id());
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

  /// Whether the frame has not been heard yet, and is not too old to tell.
  boolean isFresh(long sequence) {
    return frames.isFresh(ONE_RUN, sequence);
  }

  /// Notes a frame; false when it was there before.
  boolean accept(long sequence) {
    boolean fresh = isFresh(sequence);
    if (fresh) {
      frames.note(ONE_RUN, sequence);
    }
    return fresh;
  }

  boolean runs(long nowNs) {
    return nowNs < untilNs;
  }
}
