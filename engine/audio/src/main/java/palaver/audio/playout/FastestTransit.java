// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import java.util.Arrays;

/// The transit time of the fastest packets of the last two seconds: the ground that delay is
/// measured from.
///
/// Transit is arrival minus timestamp, so its absolute value means nothing. A window that moves
/// follows clock drift and changes of the path. While few packets come it reaches further back, so
/// that one slow packet is not taken for the ground.
final class FastestTransit {

  private static final int SPANS = 20;
  private static final long SPAN_NS = 100_000_000;
  private static final int SPAN_PACKETS_MIN = 2;

  private final long[] leastNs = new long[SPANS];
  private int span;
  private int packets;
  private long spanStartNs;
  private long fastestNs;
  private boolean known;

  FastestTransit() {
    clear();
  }

  void clear() {
    Arrays.fill(leastNs, Long.MAX_VALUE);
    known = false;
    packets = 0;
  }

  boolean isKnown() {
    return known;
  }

  void observe(long arrivalNs, long transitNs) {
    if (!known) {
      known = true;
      spanStartNs = arrivalNs;
    } else if (arrivalNs - spanStartNs >= SPAN_NS && packets >= SPAN_PACKETS_MIN) {
      span = (span + 1) % SPANS;
      leastNs[span] = Long.MAX_VALUE;
      spanStartNs = arrivalNs;
      packets = 0;
    }
    packets++;
    leastNs[span] = Math.min(leastNs[span], transitNs);
    fastestNs = Long.MAX_VALUE;
    for (long least : leastNs) {
      fastestNs = Math.min(fastestNs, least);
    }
  }

  long fastestNs() {
    return fastestNs;
  }
}
