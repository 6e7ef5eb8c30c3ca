// SPDX-License-Identifier: Apache-2.0
package palaver.audio.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MixerTest {

  private static final int FRAME = 480;

  private static short[] tone(double hz, double peak, int frame) {
    short[] pcm = new short[FRAME];
    for (int i = 0; i < FRAME; i++) {
      pcm[i] = (short) (peak * Math.sin(2 * Math.PI * hz * (i + frame * FRAME) / 48_000));
    }
    return pcm;
  }

  private static short[] mix(int frames, double peak, int talkers) {
    Mixer mixer = new Mixer(Limits.DEFAULT);
    short[] out = new short[frames * FRAME];
    for (int frame = 0; frame < frames; frame++) {
      mixer.begin(FRAME);
      for (int talker = 0; talker < talkers; talker++) {
        assertThat(mixer.add(tone(200 + 37 * talker, peak, frame), 0, 1)).isTrue();
      }
      mixer.finish(out, frame * FRAME);
    }
    return out;
  }

  @Test
  void oneTalkerComesOutAsTheyWereFiveMillisecondsLater() {
    short[] out = mix(10, 20_000, 1);
    for (int i = Mixer.DELAY_SAMPLES; i < out.length; i++) {
      int at = i - Mixer.DELAY_SAMPLES;
      assertThat(out[i]).isEqualTo(tone(200, 20_000, at / FRAME)[at % FRAME]);
    }
  }

  @Test
  void twoQuietTalkersAreTheirPlainSum() {
    short[] out = mix(10, 10_000, 2);
    for (int i = Mixer.DELAY_SAMPLES; i < out.length; i++) {
      int at = i - Mixer.DELAY_SAMPLES;
      int sum =
          tone(200, 10_000, at / FRAME)[at % FRAME] + tone(237, 10_000, at / FRAME)[at % FRAME];
      assertThat(out[i]).isEqualTo((short) sum);
    }
  }

  @Test
  void sixteenLoudTalkersNeverExceedTheThresholdAndStayLoud() {
    short[] out = mix(200, 30_000, 16);
    LevelMeter meter = new LevelMeter();
    meter.measure(out, 0, out.length);
    assertThat(meter.peakDbfs()).isBetween(-2.0, -0.99);
    assertThat(meter.levelDbov()).isLessThan(18);
  }

  @Test
  void theGainRecoversAfterAPeak() {
    Mixer mixer = new Mixer(Limits.DEFAULT);
    short[] out = new short[FRAME];
    for (int frame = 0; frame < 100; frame++) {
      mixer.begin(FRAME);
      mixer.add(tone(200, frame == 0 ? 32_000 : 10_000, frame), 0, 1);
      mixer.add(tone(200, frame == 0 ? 32_000 : 10_000, frame), 0, 1);
      mixer.finish(out, 0);
    }
    LevelMeter meter = new LevelMeter();
    meter.measure(out, 0, FRAME);
    assertThat(meter.peakDbfs()).isBetween(-4.4, -4.2);
  }

  @Test
  void aSeventeenthTalkerIsRefused() {
    Mixer mixer = new Mixer(Limits.DEFAULT);
    mixer.begin(FRAME);
    for (int i = 0; i < 16; i++) {
      mixer.add(new short[FRAME], 0, 1);
    }
    assertThat(mixer.add(new short[FRAME], 0, 1)).isFalse();
    mixer.begin(FRAME);
    assertThat(mixer.add(new short[FRAME], 0, 1)).isTrue();
  }

  @Test
  void aTalkerCanBeMadeSofter() {
    Mixer mixer = new Mixer(new Limits(2, FRAME, 1));
    short[] out = new short[FRAME];
    mixer.begin(FRAME);
    mixer.add(tone(200, 20_000, 0), 0, 0.5);
    mixer.finish(out, 0);
    LevelMeter meter = new LevelMeter();
    meter.measure(out, 0, FRAME);
    assertThat(meter.peakDbfs()).isBetween(-10.6, -10.2);
  }

  @Test
  void aFrameHasABound() {
    Mixer mixer = new Mixer(Limits.DEFAULT);
    assertThatIllegalArgumentException().isThrownBy(() -> mixer.begin(3_000));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 1, 1));
  }
}
