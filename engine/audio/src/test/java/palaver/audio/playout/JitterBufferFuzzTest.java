// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever packets come in whatever order at whatever time: nothing is thrown, no more is held
/// than allowed, and what is counted adds up.
class JitterBufferFuzzTest {

  private static final int PULL = JitterBuffer.PULL_SAMPLES;

  @FuzzTest(maxDuration = "8s")
  void operations(FuzzedDataProvider data) {
    FakeToneDecoder decoder = new FakeToneDecoder(1);
    decoder.logging = false;
    PlayoutProfile profile = data.consumeBoolean() ? PlayoutProfile.DEFAULT : PlayoutProfile.LAN;
    JitterBuffer buffer = new JitterBuffer(profile, new Limits(16, 64), decoder);
    short[] pcm = new short[PULL];
    long nowNs = data.consumeLong(-1L << 40, 1L << 40);
    int sequence = 0;
    int timestamp = 0;
    while (data.remainingBytes() > 0) {
      nowNs += data.consumeInt(0, 40_000_000);
      switch (data.consumeInt(0, 9)) {
        case 0 -> timestamp = data.consumeInt();
        case 1 -> sequence = data.consumeInt();
        case 2, 3, 4 -> buffer.pull(nowNs, pcm, 0);
        default -> {
          sequence += data.consumeInt(-3, 4);
          timestamp += data.consumeInt(-2_880, 3_840);
          byte[] bytes =
              data.consumeInt(0, 9) == 0
                  ? data.consumeBytes(80)
                  : FakeToneDecoder.packet(timestamp, data.consumeInt(0, 6_000), 960);
          int ssrc = data.consumeInt(0, 30) / 30;
          if (data.consumeInt(0, 3) == 0) {
            buffer.insertCopy(nowNs, ssrc, sequence, timestamp, bytes, 0, bytes.length);
          } else {
            buffer.insert(nowNs, ssrc, sequence, timestamp, bytes, 0, bytes.length);
          }
        }
      }
      check(buffer, profile);
    }
  }

  private static void check(JitterBuffer buffer, PlayoutProfile profile) {
    PlayoutStatistics seen = buffer.statistics();
    boolean bounded = buffer.heldNs() <= profile.maxDelayNs() + 240_000_000L;
    boolean aimed =
        buffer.targetDelayNs() >= profile.minDelayNs()
            && buffer.targetDelayNs() <= profile.maxDelayNs();
    boolean sums =
        seen.silentConcealedSamples() <= seen.concealedSamples()
            && seen.packetsLate() <= seen.packetsDiscarded()
            && seen.packetsLost() >= 0;
    if (!bounded || !aimed || !sums) {
      throw new AssertionError(buffer.heldNs() + " " + buffer.targetDelayNs() + " " + seen);
    }
  }
}
