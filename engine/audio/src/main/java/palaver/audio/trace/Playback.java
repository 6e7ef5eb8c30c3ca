// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import palaver.audio.playout.PlayoutStatistics;

/// What a jitter buffer made of a trace.
///
/// @param delay the playout delay over time
/// @param targetsNs the delay aimed at, per pull
/// @param statistics the buffer's own counts
/// @param pcm what was heard, channels interleaved
public record Playback(
    DelayRecord delay, long[] targetsNs, PlayoutStatistics statistics, short[] pcm) {

  /// The share of all samples that were made up for lost or late packets.
  public double concealedShare() {
    return share(statistics.concealedSamples());
  }

  /// The share of all samples that stretching added or compressing took away.
  public double stretchedShare() {
    return share(
        statistics.insertedSamplesForDeceleration() + statistics.removedSamplesForAcceleration());
  }

  private double share(long samples) {
    return samples / (double) Math.max(1, statistics.totalSamplesReceived());
  }
}
