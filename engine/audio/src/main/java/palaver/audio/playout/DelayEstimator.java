// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// Measures how much later than the fastest packets come, and says how long playout should wait.
///
/// A packet's delay is its transit (arrival minus timestamp) above the transit of the fastest
/// packets of late. Reordered packets count with the delay they really have.
final class DelayEstimator {

  /// Below this share of packets the histogram knows nothing.
  private static final double KNOWN_SHARE = 0.005;

  /// When the ground rises by so much at once the path has changed, and what was measured from the
  /// old ground is measured anew.
  private static final long PATH_CHANGE_NS = 15_000_000;

  private final PlayoutProfile profile;
  private final FastestTransit fastest = new FastestTransit();
  private final DelayHistogram histogram = new DelayHistogram();
  private long lastArrivalNs;
  private long neededNs;
  private long targetNs;

  DelayEstimator(PlayoutProfile profile) {
    this.profile = profile;
    neededNs = profile.minDelayNs();
    targetNs = neededNs;
  }

  /// Forgets the ground, because timestamps have no more to do with those before.
  void restart() {
    fastest.clear();
  }

  void observe(long arrivalNs, long timestamp, int packetSamples) {
    if (fastest.isKnown() && arrivalNs - lastArrivalNs > profile.idleAfterNs()) {
      // Clocks may have drifted far apart meanwhile.
      fastest.clear();
    }
    lastArrivalNs = arrivalNs;
    long transitNs = arrivalNs - Samples.toNs(timestamp);
    long groundNs = fastest.isKnown() ? fastest.fastestNs() : transitNs;
    fastest.observe(arrivalNs, transitNs);
    if (fastest.fastestNs() - groundNs >= PATH_CHANGE_NS) {
      histogram.lower(fastest.fastestNs() - groundNs);
    }
    double keep = Math.exp(-(double) Samples.toNs(packetSamples) / profile.memoryNs());
    histogram.observe(transitNs - fastest.fastestNs(), keep);
    // A pull takes 10 ms at once, so a packet must be there up to 10 ms before its first sample.
    neededNs = histogram.quantileNs(profile.lateShare()) + Samples.toNs(Samples.PER_PULL);
    targetNs = Math.clamp(neededNs, profile.minDelayNs(), profile.maxDelayNs());
  }

  /// What the measurements ask for, without the profile's bounds.
  long neededNs() {
    return neededNs;
  }

  /// How long after the fastest packets' arrival their sound should play.
  long targetNs() {
    return targetNs;
  }

  /// How long after the fastest arrival the sample of `timestamp` would play at `nowNs`.
  long delayNs(long nowNs, long timestamp) {
    return nowNs - Samples.toNs(timestamp) - fastest.fastestNs();
  }

  /// How probable it is that a packet comes too late that is not here yet.
  ///
  /// @param overdueNs its delay if it came now
  /// @param deadlineNs the delay it may have at most
  double lateShare(long overdueNs, long deadlineNs) {
    double open = overdueNs <= 0 ? 1 : histogram.shareAbove(overdueNs);
    return open < KNOWN_SHARE ? 1 : histogram.shareAbove(deadlineNs) / open;
  }
}
