// SPDX-License-Identifier: Apache-2.0
package palaver.audio.loopback;

import java.util.random.RandomGenerator;

/// Decides which packets are lost: each by itself, or in bursts of four on average (Gilbert's
/// model, in which everything is lost in the bad state and nothing in the good).
public final class LossPattern {

  private static final double BURST_PACKETS = 4;

  private final RandomGenerator random;
  private final double share;
  private final boolean bursty;
  private boolean bad;

  /// A pattern that loses `share` of the packets in the long run.
  ///
  /// @param share 0 to 1
  /// @param bursty whether losses come in bursts
  public LossPattern(RandomGenerator random, double share, boolean bursty) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1");
    }
    this.random = random;
    this.share = share;
    this.bursty = bursty && share < 1;
    bad = bursty && random.nextDouble() < share;
  }

  /// Whether the next packet is lost.
  public boolean losesNext() {
    double draw = random.nextDouble();
    if (!bursty) {
      return draw < share;
    }
    // Where almost everything is lost, bursts must be longer.
    double recovery = share == 0 ? 1 : Math.min(1 / BURST_PACKETS, (1 - share) / share);
    double failure = recovery * share / (1 - share);
    bad = bad ? draw >= recovery : draw < failure;
    return bad;
  }
}
