// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.random.RandomGenerator;

/// Loss in bursts (Gilbert's model): a link is well for a while, then loses all for a while.
///
/// The spells are times, not counts of datagrams: a heartbeat each 150 ms and a voice frame each 20
/// ms meet the same air.
final class BurstLoss {
  private static final long FRAME_NS = 20_000_000;

  private final long meanBadNs;
  private final long meanGoodNs;
  private boolean bad;
  private long changesAtNs = -1;

  /// Loses `perMillion` of a million in spells of `meanBurst` frames of 20 ms on average.
  BurstLoss(int perMillion, int meanBurst) {
    meanBadNs = meanBurst * FRAME_NS;
    meanGoodNs = meanBadNs * (1_000_000 - perMillion) / Math.max(1, perMillion);
  }

  boolean lose(long atNs, RandomGenerator random) {
    if (changesAtNs < 0) {
      changesAtNs = atNs + DelayTable.exponentialNs(meanGoodNs, random);
    }
    while (atNs >= changesAtNs) {
      bad = !bad;
      changesAtNs += 1 + DelayTable.exponentialNs(bad ? meanBadNs : meanGoodNs, random);
    }
    return bad;
  }
}
