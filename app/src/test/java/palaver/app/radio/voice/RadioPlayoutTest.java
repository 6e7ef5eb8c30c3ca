// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.audio.codec.OpusSettings;
import palaver.audio.codec.VoiceEncoder;
import palaver.audio.playout.JitterBuffer;
import palaver.codec.OpusLibrary;
import palaver.codec.OpusUnavailableException;
import palaver.net.radio.FrameRing;

class RadioPlayoutTest {

  private static final long MS = 1_000_000;
  private static final int FRAME_SAMPLES = 960;
  private static final int FRAMES = 20;

  private final OpusLibrary opus;
  private final RadioPlayout playout;
  private final short[] pcm = new short[JitterBuffer.PULL_SAMPLES];
  private long nowNs;

  RadioPlayoutTest() throws OpusUnavailableException {
    opus = OpusLibrary.open();
    playout = new RadioPlayout(opus, RadioPlayout.PROFILE);
  }

  /// Says 400 ms under a lease, and half a second of nothing; how often a burst began to sound.
  private int beginnings(long burst) {
    byte[] packet = new byte[FrameRing.FRAME_BYTES_MAX];
    int count = 0;
    try (VoiceEncoder encoder = opus.encoder(OpusSettings.speech())) {
      for (int i = 0; i < FRAMES; i++) {
        int length = encoder.encode(tone(), 0, FRAME_SAMPLES, packet, 0, packet.length);
        playout.take(burst, i, nowNs, packet, length);
        count += pulled(2);
      }
    }
    return count + pulled(50);
  }

  private static short[] tone() {
    short[] frame = new short[FRAME_SAMPLES];
    for (int i = 0; i < FRAME_SAMPLES; i++) {
      frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * 500 * i / 48_000));
    }
    return frame;
  }

  private int pulled(int times) {
    int count = 0;
    for (int i = 0; i < times; i++) {
      playout.release(nowNs);
      count += playout.pull(nowNs, pcm) ? 1 : 0;
      nowNs += 10 * MS;
    }
    return count;
  }

  @Test
  void eachBurstBeginsToSoundOnceAlsoOfATalkerWhoPressesAgain() {
    assertThat(pulled(10)).isZero();
    assertThat(beginnings(RadioTimeline.LEASES_PER_STREAM)).isEqualTo(1);
    assertThat(beginnings(RadioTimeline.LEASES_PER_STREAM + 1)).isEqualTo(1);
    assertThat(beginnings(2 * RadioTimeline.LEASES_PER_STREAM)).isEqualTo(1);
    playout.close();
  }
}
