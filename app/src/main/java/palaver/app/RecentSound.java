// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.ArrayDeque;
import java.util.Deque;
import palaver.audio.playout.PlayoutStatistics;

/// How much of the sound of the last half minute had to be made up. Used on the node's thread only.
final class RecentSound {

  private static final long WINDOW_NS = 30_000_000_000L;

  /// Marks lie at least so far apart, which bounds how many there are.
  private static final long STEP_NS = 500_000_000;

  /// Less than a second of sound says nothing.
  private static final long SAMPLES_MIN = 48_000;

  private record Mark(long atNs, long samples, long concealed) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  RecentSound() {
    marks.add(new Mark(Long.MIN_VALUE / 2, 0, 0));
  }

  /// Takes how playout has gone so far.
  ///
  /// @return the share of sound that was made up since the newest look that is older than the
  ///   window, or since the start; 0 to 1
  double concealedShare(long nowNs, PlayoutStatistics now) {
    Mark mark = new Mark(nowNs, now.totalSamplesReceived(), now.concealedSamples());
    if (nowNs - marks.getLast().atNs() >= STEP_NS) {
      marks.addLast(mark);
    }
    while (secondIsOld(nowNs)) {
      marks.removeFirst();
    }
    Mark from = marks.getFirst();
    long samples = mark.samples() - from.samples();
    return samples < SAMPLES_MIN ? 0 : (double) (mark.concealed() - from.concealed()) / samples;
  }

  private boolean secondIsOld(long nowNs) {
    return marks.stream().skip(1).limit(1).anyMatch(mark -> nowNs - mark.atNs() >= WINDOW_NS);
  }
}
