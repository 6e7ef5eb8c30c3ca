// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import java.util.ArrayDeque;
import java.util.Deque;
import palaver.audio.playout.PlayoutStatistics;

/// How much of the sound of the last half minute had to be made up. Used on the node's thread only.
public final class RecentSound {

  private static final long WINDOW_NS = 30_000_000_000L;

  /// Marks lie at least so far apart, which bounds how many there are.
  private static final long STEP_NS = 500_000_000;

  /// Less than a second of sound says nothing.
  private static final long SAMPLES_MIN = 48_000;

  private record Mark(long atNs, long samples, long concealed) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private Mark from = new Mark(Long.MIN_VALUE / 2, 0, 0);
  private long markedNs = from.atNs();

  /// Takes how playout has gone so far.
  ///
  /// @return the share of sound that was made up since the newest look that is older than the
  ///   window, or since the start; 0 to 1
  public double concealedShare(long nowNs, PlayoutStatistics now) {
    while (!marks.isEmpty() && nowNs - marks.getFirst().atNs() >= WINDOW_NS) {
      from = marks.removeFirst();
    }
    if (nowNs - markedNs >= STEP_NS) {
      markedNs = nowNs;
      marks.addLast(new Mark(nowNs, now.totalSamplesReceived(), now.concealedSamples()));
    }
    long samples = now.totalSamplesReceived() - from.samples();
    long concealed = now.concealedSamples() - from.concealed();
    return samples < SAMPLES_MIN ? 0 : (double) concealed / samples;
  }
}
