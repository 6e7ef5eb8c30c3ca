// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// The running counts behind [PlayoutStatistics].
///
/// Sound made up while nothing came is pending: only the next packet tells whether the talker
/// paused (its number follows, its time does not) or the network failed.
final class Tally {

  long packetsReceived;
  long packetsDiscarded;
  long packetsLate;
  long packetsDuplicated;
  long samplesOut;
  long concealed;
  long silent;
  long events;
  long inserted;
  long removed;
  long recovered;
  long comfort;
  long underruns;
  long restarts;
  double targetSampleNs;
  double minimumSampleNs;

  private long pending;
  private long pendingSilent;
  private boolean concealing;

  void addPending(int samples, int silentSamples) {
    pending += samples;
    pendingSilent += silentSamples;
  }

  /// The talker paused: so much of what is pending was not in place of anything.
  void forgivePending(long samples) {
    long forgiven = Math.min(samples, pending);
    pending -= forgiven;
    pendingSilent = Math.min(pendingSilent, pending);
    comfort += forgiven;
  }

  /// What is pending was in place of sound that came late or never.
  void countPending() {
    if (pending > 0) {
      underruns++;
      addConcealed(pending, pendingSilent);
    }
    pending = 0;
    pendingSilent = 0;
  }

  void addConcealed(long samples, long silentSamples) {
    concealed += samples;
    silent += silentSamples;
    if (!concealing) {
      events++;
    }
    concealing = true;
  }

  void addReal() {
    concealing = false;
  }

  void addPull(int samples, long targetNs, long minimumNs) {
    samplesOut += samples;
    targetSampleNs += (double) samples * targetNs;
    minimumSampleNs += (double) samples * minimumNs;
  }

  PlayoutStatistics statistics(long expected, double jitterNs, EmittedDelay delay) {
    return new PlayoutStatistics(
        packetsReceived,
        Math.max(0, expected - packetsReceived),
        packetsDiscarded,
        jitterNs / 1e9,
        delay.delaySeconds(),
        targetSampleNs / 1e9,
        minimumSampleNs / 1e9,
        delay.emitted(),
        samplesOut,
        concealed,
        silent,
        events,
        inserted,
        removed,
        recovered,
        comfort,
        packetsLate,
        packetsDuplicated,
        underruns,
        restarts);
  }
}
