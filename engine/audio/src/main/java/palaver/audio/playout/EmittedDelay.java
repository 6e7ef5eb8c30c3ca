// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// Remembers when the sound arrived that waits in a [PcmQueue], so that its delay can be summed as
/// it leaves. One entry per packet; made-up sound has no arrival.
final class EmittedDelay {

  private static final int SPANS = 64;
  private static final long MADE_UP = Long.MIN_VALUE;

  private final int[] lengths = new int[SPANS];
  private final long[] arrivalsNs = new long[SPANS];
  private int first;
  private int count;
  private double delaySampleNs;
  private long emitted;

  void addMadeUp(int samples) {
    add(samples, MADE_UP);
  }

  void add(int samples, long arrivalNs) {
    if (count == SPANS || (count > 0 && arrivalsNs[last()] == arrivalNs)) {
      lengths[last()] += samples;
      return;
    }
    count++;
    lengths[last()] = samples;
    arrivalsNs[last()] = arrivalNs;
  }

  private int last() {
    return (first + count - 1) % SPANS;
  }

  /// The sound that leaves next became longer.
  void stretched(int samples) {
    if (count > 0) {
      lengths[first] += samples;
    }
  }

  /// The sound that leaves next became shorter.
  void compressed(int samples) {
    pass(samples, 0, false);
  }

  /// Samples leave at `nowNs`.
  void emit(int samples, long nowNs) {
    pass(samples, nowNs, true);
  }

  private void pass(int samples, long nowNs, boolean counted) {
    int left = samples;
    while (left > 0 && count > 0) {
      int step = Math.min(left, lengths[first]);
      if (counted && arrivalsNs[first] != MADE_UP) {
        delaySampleNs += (double) step * (nowNs - arrivalsNs[first]);
        emitted += step;
      }
      left -= step;
      lengths[first] -= step;
      if (lengths[first] == 0) {
        first = (first + 1) % SPANS;
        count--;
      }
    }
  }

  /// The sum over all samples that left of the seconds each was here.
  double delaySeconds() {
    return delaySampleNs / 1e9;
  }

  /// How many samples with an arrival left.
  long emitted() {
    return emitted;
  }
}
