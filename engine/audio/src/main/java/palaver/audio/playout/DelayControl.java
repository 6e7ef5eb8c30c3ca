// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// Decides when sound is stretched or compressed so that the playout delay comes to its aim:
/// quickly up, slowly down, and the less picky about where the longer it waits.
final class DelayControl {

  private static final double ALIKE_AT_FIRST = 0.85;
  private static final double ALIKE_IN_NEED = 0.3;

  /// How much less alike sound may be per pull that passed without a change.
  private static final double IMPATIENCE = 0.02;

  private static final double LATE_PROBABLY = 0.5;

  /// How much sound that runs out is stretched at most until more comes: 30 ms. More would stutter.
  private static final int EKED_MAX = 1_440;

  private final PlayoutProfile profile;
  private final TimeScaler scaler;
  private long changedNs = Long.MIN_VALUE / 2;
  private int waits;
  private int eked;

  DelayControl(PlayoutProfile profile, int channels) {
    this.profile = profile;
    scaler = new TimeScaler(channels);
  }

  /// Whether so little waits that the next packet probably comes too late.
  boolean starves(double lateShare) {
    return lateShare >= LATE_PROBABLY && eked < EKED_MAX;
  }

  /// More sound came.
  void fed() {
    eked = 0;
  }

  /// Stretches if it should.
  ///
  /// @param missingNs how far the delay is below its aim; negative when above
  /// @param starving whether sound may end before more comes
  /// @return samples inserted
  int grow(PcmQueue queue, long nowNs, long missingNs, boolean starving) {
    if (!starving && nowNs - changedNs < profile.growEveryNs()) {
      return 0;
    }
    int lagMax = starving ? EKED_MAX - eked : (int) samples(missingNs);
    int inserted = changed(scaler.stretch(queue, lagMax, alike(starving)), nowNs);
    eked += starving ? inserted : 0;
    return inserted;
  }

  /// Compresses if it should.
  ///
  /// @param excessNs how far the delay is above its aim
  /// @return samples removed
  int shrink(PcmQueue queue, long nowNs, long excessNs) {
    boolean hurry = excessNs > profile.hurryNs();
    long every = hurry ? profile.growEveryNs() : profile.shrinkEveryNs();
    if (nowNs - changedNs < every) {
      return 0;
    }
    return changed(scaler.compress(queue, (int) samples(excessNs), alike(false)), nowNs);
  }

  private static long samples(long ns) {
    return Math.clamp(Samples.fromNs(ns), 0, TimeScaler.LAG_MAX);
  }

  private double alike(boolean need) {
    return need ? ALIKE_IN_NEED : Math.max(ALIKE_IN_NEED, ALIKE_AT_FIRST - IMPATIENCE * waits);
  }

  private int changed(int samples, long nowNs) {
    waits++;
    if (samples > 0) {
      changedNs = nowNs;
      waits = 0;
    }
    return samples;
  }
}
