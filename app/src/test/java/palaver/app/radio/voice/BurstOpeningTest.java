// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.audio.codec.OpusConcealment;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.playout.JitterBuffer;
import palaver.audio.playout.Limits;
import palaver.audio.source.ToneSource;
import palaver.codec.OpusLibrary;

/// What was said before the grant, at the listener, in virtual time.
final class BurstOpeningTest {

  private static final long MS = 1_000_000;
  private static final int FRAME_SAMPLES = 960;
  private static final int EARLY = 24;
  private static final int FRAMES = 150;

  private final BurstOpening opening = new BurstOpening();
  private final List<String> released = new ArrayList<>();

  @Test
  void framesThatCameAtOnceCountAsOneByOne() {
    opening.begin(1_000 * MS);
    for (int i = 0; i < 3; i++) {
      assertThat(opening.hold(i, 1_000 * MS, new byte[] {(byte) i}, 1)).isTrue();
    }
    opening.release(1_024 * MS, this::note);
    assertThat(released).isEmpty();
    opening.release(1_025 * MS, this::note);
    assertThat(released).containsExactly("0@960", "1@980", "2@1000");
    assertThat(opening.isOpen()).isFalse();
  }

  private void note(long sequence, long arrivalNs, byte[] bytes, int length) {
    assertThat(bytes[0]).isEqualTo((byte) sequence);
    released.add(sequence + "@" + arrivalNs / MS);
  }

  @Test
  void whenThePlaceIsFullNothingIsHeldBack() {
    opening.begin(0);
    int held = 0;
    while (opening.hold(held, 0, new byte[1], 1)) {
      held++;
    }
    opening.release(1, this::count);
    assertThat(released).hasSize(held);
  }

  private void count(long sequence, long arrivalNs, byte[] bytes, int length) {
    released.add("");
  }

  /// Nearly half a second of early speech is heard whole, and playout has caught up within two
  /// seconds.
  @Test
  void earlySpeechIsHeardAndPlayoutCatchesUp() throws Exception {
    OpusLibrary opus = OpusLibrary.open();
    List<byte[]> packets = packets(opus);
    JitterBuffer buffer =
        new JitterBuffer(
            RadioPlayout.PROFILE, Limits.DEFAULT, opus.decoder(1, OpusConcealment.DEEP));
    short[] pcm = new short[JitterBuffer.PULL_SAMPLES];
    int next = 0;
    int loud = 0;
    long delayNs = 0;
    long grantNs = EARLY * 20 * MS;
    opening.begin(grantNs);
    for (long nowNs = grantNs; nowNs < (FRAMES * 20 + 800) * MS; nowNs += 10 * MS) {
      while (next < FRAMES && (next + 1L) * 20 * MS <= nowNs) {
        byte[] packet = packets.get(next);
        if (!opening.isOpen() || !opening.hold(next, nowNs, packet, packet.length)) {
          insert(buffer, next, nowNs, packet, packet.length);
        }
        next++;
      }
      opening.release(
          nowNs, (sequence, at, bytes, length) -> insert(buffer, sequence, at, bytes, length));
      loud += buffer.pull(nowNs, pcm, 0) && Math.abs(pcm[100]) + Math.abs(pcm[130]) > 500 ? 10 : 0;
      if (next == FRAMES - 5) {
        delayNs = buffer.delayNs(nowNs);
      }
    }
    assertThat(delayNs / MS).as("playout delay after three seconds").isLessThan(100);
    assertThat(buffer.statistics().concealedSamples()).isLessThan(FRAME_SAMPLES * 2L);
    assertThat(buffer.statistics().packetsDiscarded()).isZero();
    // What catching up takes away is not lost: it is played faster.
    assertThat(loud).isBetween(FRAMES * 20 - 550, FRAMES * 20 + 60);
  }

  private static void insert(
      JitterBuffer buffer, long sequence, long atNs, byte[] bytes, int length) {
    buffer.insert(atNs, 1, (int) sequence, (int) sequence * FRAME_SAMPLES, bytes, 0, length);
  }

  private static List<byte[]> packets(OpusLibrary opus) {
    short[] tone = new ToneSource(-12, 300).take(FRAMES * FRAME_SAMPLES);
    List<byte[]> packets = new ArrayList<>();
    try (VoiceEncoder encoder = opus.encoder(OpusSettings.speech())) {
      byte[] room = new byte[400];
      for (int i = 0; i < FRAMES; i++) {
        int length = encoder.encode(tone, i * FRAME_SAMPLES, FRAME_SAMPLES, room, 0, room.length);
        packets.add(java.util.Arrays.copyOf(room, length));
      }
    }
    return packets;
  }
}
