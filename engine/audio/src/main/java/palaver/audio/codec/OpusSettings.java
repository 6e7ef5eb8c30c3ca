// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

/// How Opus encodes one talker.
///
/// @param channels 1 or 2
/// @param music whether to code for any sound (true) or for speech
/// @param bitrateBps the target of the variable rate in bits per second, 6,000 to 510,000
/// @param complexity 0 to 10: time spent for quality; 9 for end points, 5 for servers
/// @param redundancy what packets repeat
/// @param redundancyNs how far deep redundancy should reach back, 10 ms to 1 s in steps of 10 ms;
///   the bits at hand may allow less
/// @param expectedLossPercent the share of packets that the encoder prepares for, 0 to 100: it
///   decides how many bits the redundancy gets
/// @param dtx whether silence is left out but for a packet each 400 ms
public record OpusSettings(
    int channels,
    boolean music,
    int bitrateBps,
    int complexity,
    OpusRedundancy redundancy,
    long redundancyNs,
    int expectedLossPercent,
    boolean dtx) {

  /// The longest reach of deep redundancy: 1 s.
  public static final long REDUNDANCY_NS_MAX = 1_000_000_000L;

  private static final long TEN_MS = 10_000_000L;

  public OpusSettings {
    require(channels == 1 || channels == 2, "Opus has 1 or 2 channels here");
    require(bitrateBps >= 6_000 && bitrateBps <= 510_000, "Opus runs at 6 to 510 kbit/s");
    require(complexity >= 0 && complexity <= 10, "complexity is 0 to 10");
    require(expectedLossPercent >= 0 && expectedLossPercent <= 100, "loss is 0 to 100 percent");
    require(
        redundancyNs >= TEN_MS && redundancyNs <= REDUNDANCY_NS_MAX && redundancyNs % TEN_MS == 0,
        "deep redundancy reaches back 10 ms to 1 s in steps of 10 ms");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /// Speech in one channel at 32 kbit/s, without redundancy or pauses in sending.
  public static OpusSettings speech() {
    return new OpusSettings(1, false, 32_000, 9, OpusRedundancy.NONE, REDUNDANCY_NS_MAX, 0, false);
  }

  public OpusSettings withChannels(int count) {
    return new OpusSettings(
        count, music, bitrateBps, complexity, redundancy, redundancyNs, expectedLossPercent, dtx);
  }

  public OpusSettings withMusic(boolean wanted) {
    return new OpusSettings(
        channels,
        wanted,
        bitrateBps,
        complexity,
        redundancy,
        redundancyNs,
        expectedLossPercent,
        dtx);
  }

  public OpusSettings withBitrateBps(int bps) {
    return new OpusSettings(
        channels, music, bps, complexity, redundancy, redundancyNs, expectedLossPercent, dtx);
  }

  public OpusSettings withComplexity(int level) {
    return new OpusSettings(
        channels, music, bitrateBps, level, redundancy, redundancyNs, expectedLossPercent, dtx);
  }

  /// The same with another redundancy, prepared for `lossPercent`; without it, it gets no bits.
  public OpusSettings withRedundancy(OpusRedundancy choice, int lossPercent) {
    return new OpusSettings(
        channels, music, bitrateBps, complexity, choice, redundancyNs, lossPercent, dtx);
  }

  public OpusSettings withRedundancyNs(long reachNs) {
    return new OpusSettings(
        channels, music, bitrateBps, complexity, redundancy, reachNs, expectedLossPercent, dtx);
  }

  public OpusSettings withDtx(boolean wanted) {
    return new OpusSettings(
        channels,
        music,
        bitrateBps,
        complexity,
        redundancy,
        redundancyNs,
        expectedLossPercent,
        wanted);
  }
}
