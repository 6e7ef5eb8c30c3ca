// SPDX-License-Identifier: Apache-2.0
package palaver.audio.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.audio.source.ToneSource;
import palaver.base.Parsed;

class FilesTest {

  @Test
  void aWavIsReadAsItWasWritten() {
    Sound sound = new Sound(44_100, 2, new ToneSource(-6, 440).take(4_410));
    Sound read = sound(WavWriter.write(sound));
    assertThat(read.sampleRateHz()).isEqualTo(44_100);
    assertThat(read.channels()).isEqualTo(2);
    assertThat(read.pcm()).isEqualTo(sound.pcm());
    assertThat(read.durationNs()).isEqualTo(50_000_000);
    assertThat(read.mono().samples()).isEqualTo(2_205);
    assertThat(read.mono().pcm()[1]).isEqualTo((short) ((sound.pcm()[2] + sound.pcm()[3]) / 2));
  }

  @Test
  void finerAndCoarserSamplesAreRounded() {
    assertThat(sound(wav(1, 8, new byte[] {(byte) 0x80, (byte) 0xff, 0})).pcm())
        .containsExactly(0, 127 << 8, -128 << 8);
    assertThat(sound(wav(1, 24, new byte[] {(byte) 0x80, 1, 0, 0x7f, (byte) 0xff, 0x7f})).pcm())
        .containsExactly(2, 32_767);
    assertThat(sound(wav(3, 32, new byte[] {0, 0, 0, 0x3f, 0, 0, (byte) 0x80, (byte) 0xbf})).pcm())
        .containsExactly(16_384, -32_768);
  }

  private static byte[] wav(int encoding, int bits, byte[] data) {
    byte[] empty = WavWriter.write(new Sound(8_000, 1, new short[0]));
    byte[] file = Arrays.copyOf(empty, empty.length + data.length);
    System.arraycopy(data, 0, file, empty.length, data.length);
    file[20] = (byte) encoding;
    file[34] = (byte) bits;
    Arrays.fill(file, 40, 44, (byte) 0xff);
    return file;
  }

  private static Sound sound(byte[] file) {
    return ((Parsed.Ok<Sound>) WavReader.read(file)).value();
  }

  @Test
  void whatIsNoWavIsRefusedByName() {
    byte[] file = WavWriter.write(new Sound(8_000, 1, new short[10]));
    assertThat(WavReader.read(new byte[3])).isEqualTo(Parsed.malformed("wav-no-riff"));
    assertThat(WavReader.read(Arrays.copyOf(file, 36))).isEqualTo(Parsed.malformed("wav-no-data"));
    byte[] strange = file.clone();
    strange[20] = 7;
    assertThat(WavReader.read(strange)).isEqualTo(Parsed.malformed("wav-format-unknown"));
    byte[] early = file.clone();
    early[12] = 'x';
    assertThat(WavReader.read(early)).isEqualTo(Parsed.malformed("wav-no-format"));
  }

  @Test
  void packetsOfAnyLengthComeBackFromOgg() {
    OggOpusWriter writer = new OggOpusWriter(7, 2, 312);
    for (int i = 0; i < 300; i++) {
      writer.packet(packet(i), 0, 5 * i, 960);
    }
    OpusFile file = opus(writer.finish(287_000));
    assertThat(file.channels()).isEqualTo(2);
    assertThat(file.preSkipSamples()).isEqualTo(312);
    assertThat(file.samples()).isEqualTo(287_000);
    assertThat(file.outputGain()).isZero();
    List<byte[]> packets = file.packets();
    assertThat(packets).hasSize(300);
    for (int i = 0; i < 300; i++) {
      assertThat(packets.get(i)).isEqualTo(packet(i));
    }
  }

  private static byte[] packet(int i) {
    byte[] packet = new byte[5 * i];
    Arrays.fill(packet, (byte) i);
    return packet;
  }

  private static OpusFile opus(byte[] file) {
    return ((Parsed.Ok<OpusFile>) OggOpusReader.read(file)).value();
  }

  @Test
  void damageInOggIsNamed() {
    OggOpusWriter writer = new OggOpusWriter(7, 1, 312);
    writer.packet(new byte[30], 0, 30, 960);
    byte[] file = writer.finish(960);
    assertThat(OggOpusReader.read(new byte[50])).isEqualTo(Parsed.malformed("ogg-no-page"));
    assertThat(OggOpusReader.read(new byte[0])).isEqualTo(Parsed.malformed("opus-no-head"));
    assertThat(OggOpusReader.read(Arrays.copyOf(file, file.length - 1)))
        .isEqualTo(Parsed.malformed("ogg-page-truncated"));
    byte[] flipped = file.clone();
    flipped[file.length - 1] ^= 1;
    assertThat(OggOpusReader.read(flipped)).isEqualTo(Parsed.malformed("ogg-checksum-wrong"));
    byte[] headOnly = Arrays.copyOf(file, OggPages.HEADER_BYTES + 1 + OggOpusReader.HEAD_BYTES);
    assertThat(OggOpusReader.read(headOnly)).isEqualTo(Parsed.malformed("opus-no-head"));
  }
}
