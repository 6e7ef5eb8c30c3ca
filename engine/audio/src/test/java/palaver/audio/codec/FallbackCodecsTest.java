// SPDX-License-Identifier: Apache-2.0
package palaver.audio.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.audio.source.ToneSource;

class FallbackCodecsTest {

  private static final int FRAME = 480;

  private final Codecs codecs = new Codecs(new NoOpus());

  /// A machine without libopus.
  private static final class NoOpus implements OpusCodecs {
    @Override
    public AdjustableEncoder encoder(OpusSettings settings) {
      throw new IllegalStateException("no Opus here");
    }

    @Override
    public VoiceDecoder decoder(int channels, OpusConcealment concealment) {
      throw new IllegalStateException("no Opus here");
    }
  }

  @ParameterizedTest
  @CsvSource({"pcm, 1, 200", "pcm, 2, 200", "ima-adpcm, 1, 30", "ima-adpcm, 2, 30"})
  void soundComesBack(String flag, int channels, double leastSnrDb) {
    Codec codec = "pcm".equals(flag) ? new Codec.Pcm(channels) : new Codec.ImaAdpcm(channels);
    short[] tone = new ToneSource(-6, 440, 1_000).take(FRAME * 100 * channels);
    byte[] packet = new byte[4_000];
    short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX * channels];
    double signal = 0;
    double error = 1e-12;
    try (VoiceEncoder encoder = codecs.encoder(codec);
        VoiceDecoder decoder = codecs.decoder(codec, OpusConcealment.CLASSIC)) {
      assertThat(encoder.channels()).isEqualTo(channels);
      assertThat(decoder.channels()).isEqualTo(channels);
      for (int at = 0; at < tone.length; at += FRAME * channels) {
        int bytes = encoder.encode(tone, at, FRAME, packet, 0, packet.length);
        assertThat(decoder.packetSamples(packet, 0, bytes)).isEqualTo(FRAME);
        assertThat(decoder.decode(packet, 0, bytes, out, 0)).isEqualTo(FRAME);
        for (int i = 0; at > 0 && i < FRAME * channels; i++) {
          signal += (double) tone[at + i] * tone[at + i];
          error += Math.pow(out[i] - tone[at + i], 2);
        }
      }
    }
    assertThat(10 * Math.log10(signal / error)).isGreaterThan(leastSnrDb);
  }

  /// R354. A lost frame of a tone goes on at its pitch without a jump, and fades when nothing
  /// comes.
  @Test
  void lostSoundGoesOnAtItsPitchAndFades() {
    short[] tone = new ToneSource(-12, 150, 300).take(FRAME * 40);
    short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX];
    short[] heard = new short[FRAME * 40];
    byte[] packet = new byte[4_000];
    Codec codec = new Codec.Pcm(1);
    try (VoiceEncoder encoder = codecs.encoder(codec);
        VoiceDecoder decoder = codecs.decoder(codec, OpusConcealment.CLASSIC)) {
      for (int frame = 0; frame < 40; frame++) {
        if (frame == 20 || frame >= 33) {
          decoder.conceal(FRAME, out, 0);
        } else {
          int bytes = encoder.encode(tone, frame * FRAME, FRAME, packet, 0, packet.length);
          decoder.decode(packet, 0, bytes, out, 0);
        }
        System.arraycopy(out, 0, heard, frame * FRAME, FRAME);
      }
      assertThat(decoder.recover(packet, 0, 960, FRAME, FRAME, out, 0)).isZero();
    }
    assertThat(rms(heard, 20)).isCloseTo(rms(tone, 20), within10Percent(tone));
    assertThat(largestStep(heard, 18 * FRAME, 24 * FRAME))
        .isLessThan(2 * largestStep(tone, 0, tone.length));
    assertThat(rms(heard, 39)).isZero();
  }

  private static org.assertj.core.data.Offset<Double> within10Percent(short[] tone) {
    return org.assertj.core.data.Offset.offset(0.1 * rms(tone, 20));
  }

  private static double rms(short[] pcm, int frame) {
    double sum = 0;
    for (int i = 0; i < FRAME; i++) {
      sum += Math.pow(pcm[frame * FRAME + i], 2);
    }
    return Math.sqrt(sum / FRAME);
  }

  private static int largestStep(short[] pcm, int from, int to) {
    int largest = 0;
    for (int i = from + 1; i < to; i++) {
      largest = Math.max(largest, Math.abs(pcm[i] - pcm[i - 1]));
    }
    return largest;
  }

  @Test
  void damagedPacketsAreAnsweredWithNothing() {
    short[] out = new short[VoiceDecoder.PACKET_SAMPLES_MAX];
    byte[] wrong = {0, 0, 99, 0, 1, 2};
    try (VoiceDecoder adpcm = codecs.decoder(new Codec.ImaAdpcm(1), OpusConcealment.DEEP);
        VoiceDecoder pcm = codecs.decoder(new Codec.Pcm(2), OpusConcealment.DEEP)) {
      assertThat(adpcm.decode(wrong, 0, 6, out, 0)).isZero();
      assertThat(adpcm.decode(wrong, 0, 3, out, 0)).isZero();
      assertThat(pcm.decode(wrong, 0, 5, out, 0)).isZero();
      assertThat(pcm.packetSamples(wrong, 0, -1)).isZero();
    }
  }

  /// R352. Flags name the codecs, and an unknown name is no codec.
  @Test
  void flagsNameTheCodecs() {
    for (String flag : Codec.FLAGS) {
      assertThat(Codec.named(flag).orElseThrow().flag()).isEqualTo(flag);
      assertThat(Codec.named(flag).orElseThrow().channels()).isEqualTo(1);
    }
    assertThat(Codec.named("mp3")).isEmpty();
  }

  @Test
  void opusAsksItsPort() {
    Codec opus = Codec.named("opus").orElseThrow();
    assertThatThrownBy(() -> codecs.encoder(opus)).hasMessage("no Opus here");
    assertThatThrownBy(() -> codecs.decoder(opus, OpusConcealment.DEEP)).hasMessage("no Opus here");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    OpusSettings speech = OpusSettings.speech();
    assertThatThrownBy(() -> speech.withBitrateBps(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> speech.withComplexity(11))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> speech.withChannels(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> speech.withRedundancyNs(5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> speech.withRedundancy(OpusRedundancy.DRED, 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(speech.withMusic(true).withDtx(true).music()).isTrue();
  }
}
