// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import java.util.Arrays;

/// The playout delay of each pull of a playback, and how much of the pull was real sound.
public final class DelayRecord {

  private final long[] delaysNs;
  private final int[] samples;
  private int pulls;

  DelayRecord(int pullsMax) {
    delaysNs = new long[pullsMax];
    samples = new int[pullsMax];
  }

  void add(long delayNs, int realSamples) {
    delaysNs[pulls] = delayNs;
    samples[pulls++] = realSamples;
  }

  public int pulls() {
    return pulls;
  }

  /// The delay at a pull in nanoseconds, above that of the fastest packet of the trace.
  public long delayNs(int pull) {
    return delaysNs[pull];
  }

  /// How many samples of the pull came out of packets.
  public int samples(int pull) {
    return samples[pull];
  }

  /// The mean over all real sound.
  public double meanMs() {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < pulls; i++) {
      sum += (double) delaysNs[i] * samples[i];
      count += samples[i];
    }
    return count == 0 ? 0 : sum / count / 1e6;
  }

  /// A quantile over the pulls with real sound.
  ///
  /// @param share 0 to 1
  public double quantileMs(double share) {
    long[] sorted = new long[pulls];
    int count = 0;
    for (int i = 0; i < pulls; i++) {
      if (samples[i] > 0) {
        sorted[count++] = delaysNs[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
  }
}
