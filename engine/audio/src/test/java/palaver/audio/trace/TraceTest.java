// SPDX-License-Identifier: Apache-2.0
package palaver.audio.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palaver.audio.codec.VoiceDecoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.playout.PlayoutProfile;

class TraceTest {

  private static final long MS = 1_000_000;
  private static final int PACKETS = 3_000;

  private static PacketTrace trace(Network network, long seed) {
    return TraceMaker.make(network, PACKETS, 960, new SplittableRandom(seed));
  }

  private static Playback play(PacketTrace trace) {
    byte[] packet = new byte[20];
    JitterBuffer buffer =
        new JitterBuffer(PlayoutProfile.DEFAULT, Limits.DEFAULT, new FakeSilentDecoder());
    return TracePlayer.play(trace, buffer, 1, i -> packet);
  }

  @ParameterizedTest
  @EnumSource
  void oneSeedIsOneTraceAndOnePlayback(Network network) {
    PacketTrace trace = trace(network, 1);
    PacketTrace again = trace(network, 1);
    boolean other = false;
    for (int i = 0; i < PACKETS; i++) {
      assertThat(again.arrivalNs(i)).isEqualTo(trace.arrivalNs(i));
      other |= trace(network, 2).arrivalNs(i) != trace.arrivalNs(i);
      if (other) {
        break;
      }
    }
    assertThat(other).isTrue();
    assertThat(play(again).statistics()).isEqualTo(play(trace).statistics());
  }

  @Test
  void eachNetworkHasWhatItIsNamedFor() {
    assertThat(lost(trace(Network.CLEAN, 1))).isZero();
    assertThat(lost(trace(Network.BURST, 1))).isBetween(0.005, 0.06);
    assertThat(overtaken(trace(Network.REORDERING, 1))).isBetween(0.02, 0.06);
    assertThat(overtaken(trace(Network.WIFI, 1))).isZero();
    PacketTrace drift = trace(Network.DRIFT, 1);
    double ppm = 1e6 * ((drift.sentNs(PACKETS - 1) - drift.sentNs(0)) / 20e6 / (PACKETS - 1) - 1);
    assertThat(Math.abs(ppm)).isCloseTo(200, within(1.0));
  }

  private static double lost(PacketTrace trace) {
    return 1 - trace.arrivals() / (double) trace.packets();
  }

  private static double overtaken(PacketTrace trace) {
    int overtaken = 0;
    for (int i = 1; i < trace.arrivals(); i++) {
      overtaken += trace.arrived(i) < trace.arrived(i - 1) ? 1 : 0;
    }
    return overtaken / (double) trace.arrivals();
  }

  @Test
  void aPlaybackKnowsItsDelayAndWhatIsMissing() {
    long[] sentNs = new long[500];
    long[] arrivalNs = new long[500];
    for (int i = 0; i < 500; i++) {
      sentNs[i] = i * 20L * MS;
      arrivalNs[i] = i == 300 ? PacketTrace.LOST : sentNs[i] + 70 * MS;
    }
    Playback playback = play(new PacketTrace("steady", 960, sentNs, arrivalNs));
    assertThat(playback.delay().meanMs()).isCloseTo(40, within(0.5));
    assertThat(playback.delay().quantileMs(0.99)).isCloseTo(40, within(0.5));
    assertThat(playback.statistics().concealedSamples()).isEqualTo(960);
    assertThat(playback.concealedShare()).isCloseTo(0.002, within(0.0002));
    // Only the end, where nothing follows, was eked out.
    assertThat(playback.statistics().insertedSamplesForDeceleration()).isLessThanOrEqualTo(1_440);
    assertThat(playback.stretchedShare()).isLessThan(0.005);
  }

  @Test
  void theFixedDelayIsTheSmallestThatIsGoodEnough() {
    long[] sentNs = new long[400];
    long[] arrivalNs = new long[400];
    for (int i = 0; i < 400; i++) {
      sentNs[i] = i * 20L * MS;
      arrivalNs[i] = sentNs[i] + 50 * MS + (i % 100 == 99 ? 30 * MS : 0);
    }
    FixedDelay fixed = new FixedDelay(new PacketTrace("peaks", 960, sentNs, arrivalNs));
    assertThat(fixed.concealedShare(0)).isCloseTo(0.01, within(0.0001));
    assertThat(fixed.concealedShare(20 * MS)).isCloseTo(0.005, within(0.0001));
    assertThat(fixed.smallestNs(0, 0)).isEqualTo(30 * MS);
    assertThat(fixed.smallestNs(40 * MS, 0)).isEqualTo(40 * MS);
    assertThat(fixed.smallestNs(0, 0.006)).isEqualTo(20 * MS);
  }

  /// The bar of the report, on one short trace of each kind.
  @ParameterizedTest
  @EnumSource
  void theBufferBeatsTheBestFixedDelayWhereDelayVaries(Network network) {
    PacketTrace trace = trace(network, 7);
    Playback playback = play(trace);
    double fixedMs =
        new FixedDelay(trace).smallestNs(40 * MS, playback.concealedShare() + 0.001) / 1e6;
    boolean calm = network == Network.CLEAN || network == Network.DRIFT;
    assertThat(playback.delay().meanMs()).isLessThan(calm ? fixedMs + 5 : fixedMs);
  }

  /// A fake codec of 20 ms that says nothing, so that stretching is always possible.
  private static final class FakeSilentDecoder implements VoiceDecoder {
    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int packetSamples(byte[] packet, int offset, int lengthBytes) {
      return 960;
    }

    @Override
    public int decode(byte[] packet, int offset, int lengthBytes, short[] pcm, int pcmOffset) {
      Arrays.fill(pcm, pcmOffset, pcmOffset + 960, (short) 0);
      return 960;
    }

    @Override
    public int recover(
        byte[] later,
        int offset,
        int lengthBytes,
        int samplesBefore,
        int samples,
        short[] pcm,
        int pcmOffset) {
      return 0;
    }

    @Override
    public void conceal(int samples, short[] pcm, int pcmOffset) {
      Arrays.fill(pcm, pcmOffset, pcmOffset + samples, (short) 0);
    }

    @Override
    public void close() {}
  }
}
