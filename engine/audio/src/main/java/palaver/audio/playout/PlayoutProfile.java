// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

/// How a [JitterBuffer] weighs delay against gaps. All times are nanoseconds.
///
/// @param minDelayNs the least playout delay, beyond that of the fastest packets
/// @param maxDelayNs the most; what would wait longer is discarded
/// @param lateShare the share of packets that may come too late, 0 to 1: the delay aims at the
///   quantile `1 - lateShare` of what was measured
/// @param memoryNs how fast measurements are forgotten: the time after which one weighs 1/e
/// @param toleranceNs how far the delay may be from its aim before sound is stretched
/// @param growEveryNs the least time between two stretches
/// @param shrinkEveryNs the least time between two compressions
/// @param hurryNs how far above its aim the delay must be for compressions to come as often as
///   stretches do
/// @param fadeAfterNs how long missing sound is made up for at full level
/// @param silentAfterNs when what is made up has faded to silence
/// @param idleAfterNs how long nothing may come before the next packet counts as a new start
/// @param silenceBytesMax a packet of at most this length announces that the talker pauses and may
///   send nothing more (discontinuous transmission: 2 for Opus, RFC 6716, section 3.1); 0 for none
public record PlayoutProfile(
    long minDelayNs,
    long maxDelayNs,
    double lateShare,
    long memoryNs,
    long toleranceNs,
    long growEveryNs,
    long shrinkEveryNs,
    long hurryNs,
    long fadeAfterNs,
    long silentAfterNs,
    long idleAfterNs,
    int silenceBytesMax) {

  private static final long MS = 1_000_000;

  /// For the internet: 40 to 120 ms.
  public static final PlayoutProfile DEFAULT =
      new PlayoutProfile(
          40 * MS,
          120 * MS,
          0.03,
          2_000 * MS,
          5 * MS,
          20 * MS,
          80 * MS,
          20 * MS,
          60 * MS,
          160 * MS,
          2_000 * MS,
          2);

  /// For one LAN with frames of 10 ms: 10 to 80 ms.
  public static final PlayoutProfile LAN = DEFAULT.withBounds(10 * MS, 80 * MS);

  public PlayoutProfile {
    if (minDelayNs < 10 * MS || maxDelayNs < minDelayNs || maxDelayNs > 1_000 * MS) {
      throw new IllegalArgumentException("a delay lies between one pull and a second");
    }
    if (lateShare <= 0 || lateShare >= 1 || memoryNs < 100 * MS) {
      throw new IllegalArgumentException("a quantile needs a share and a memory");
    }
    if (toleranceNs < 0 || growEveryNs < 0 || shrinkEveryNs < growEveryNs || hurryNs < 0) {
      throw new IllegalArgumentException("growing is faster than shrinking");
    }
    if (fadeAfterNs < 0 || silentAfterNs < fadeAfterNs || idleAfterNs < silentAfterNs) {
      throw new IllegalArgumentException("first it fades, then it is silent, then it is idle");
    }
    if (silenceBytesMax < 0) {
      throw new IllegalArgumentException("a length is not negative");
    }
  }

  /// The same with other bounds of the delay.
  public PlayoutProfile withBounds(long leastNs, long mostNs) {
    return new PlayoutProfile(
        leastNs,
        mostNs,
        lateShare,
        memoryNs,
        toleranceNs,
        growEveryNs,
        shrinkEveryNs,
        hurryNs,
        fadeAfterNs,
        silentAfterNs,
        idleAfterNs,
        silenceBytesMax);
  }

  /// The same with another length of the packets that announce a pause.
  public PlayoutProfile withSilence(int bytesMax) {
    return new PlayoutProfile(
        minDelayNs,
        maxDelayNs,
        lateShare,
        memoryNs,
        toleranceNs,
        growEveryNs,
        shrinkEveryNs,
        hurryNs,
        fadeAfterNs,
        silentAfterNs,
        idleAfterNs,
        bytesMax);
  }
}
