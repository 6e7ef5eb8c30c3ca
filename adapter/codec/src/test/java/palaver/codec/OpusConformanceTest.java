// SPDX-License-Identifier: Apache-2.0
package palaver.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.audio.codec.AdjustableEncoder;
import palaver.audio.codec.OpusRedundancy;
import palaver.audio.codec.OpusSettings;
import palaver.audio.file.OggOpusWriter;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.base.Parsed;

/// Opus (RFC 6716, RFC 8251) in Ogg (RFC 7845) against an independent build: opus-tools of Debian,
/// which `./verify` installs, with a libopus years older than ours. Without it the tests are left
/// out, but for the committed stream of its encoder.
class OpusConformanceTest {

  private static final int DELAY_SAMPLES = 312;

  private static OpusLibrary opus;

  @TempDir private Path folder;

  @BeforeAll
  static void load() throws OpusUnavailableException {
    opus = OpusLibrary.open();
  }

  private void run(String... command) throws Exception {
    boolean installed = Files.isExecutable(Path.of("/usr/bin/" + command[0]));
    assumeTrue(installed, command[0] + " is not installed");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  /// R240. What their encoder made, both decoders read alike: in every mode, bandwidth and frame
  /// length that the rates bring about.
  @ParameterizedTest
  @CsvSource({
    "8, 60, 1",
    "12, 20, 1",
    "16, 10, 1",
    "24, 20, 1",
    "32, 40, 1",
    "48, 20, 2",
    "64, 2.5, 2",
    "96, 5, 2",
    "160, 20, 2"
  })
  void ourDecoderAgreesWithTheirsOnTheirStreams(int kbps, String frameMs, int channels)
      throws Exception {
    write("said.wav", speech(channels), channels);
    run("opusenc", "--quiet", "--bitrate", "" + kbps, "--framesize", frameMs, "said.wav", "s.opus");
    run("opusdec", "--quiet", "--rate", "48000", "--no-dither", "s.opus", "theirs.wav");
    short[] ours = Speech.decoded(opus, Files.readAllBytes(folder.resolve("s.opus")));
    short[] theirs = read("theirs.wav");
    assertThat(ours).hasSameSizeAs(theirs);
    assertThat(Fidelity.snrDb(theirs, ours, 0, ours.length, 0)).isGreaterThan(48);
  }

  /// R240. What our encoder makes, with every redundancy, their decoder reads as ours does: deep
  /// redundancy travels where an older decoder does not look.
  @ParameterizedTest
  @CsvSource({
    "NONE, 960, 1",
    "IN_BAND_FEC, 960, 1",
    "DRED, 960, 1",
    "NONE, 480, 2",
    "NONE, 2880, 1"
  })
  void theirDecoderAgreesWithOursOnOurStreams(
      OpusRedundancy redundancy, int frameSamples, int channels) throws Exception {
    short[] said = speech(channels);
    OpusSettings settings =
        OpusSettings.speech().withChannels(channels).withRedundancy(redundancy, 20);
    byte[] file = encoded(said, settings, frameSamples);
    Files.write(folder.resolve("ours.opus"), file);
    run("opusdec", "--quiet", "--rate", "48000", "--no-dither", "ours.opus", "theirs.wav");
    short[] theirs = read("theirs.wav");
    short[] ours = Speech.decoded(opus, file);
    assertThat(theirs).hasSameSizeAs(said);
    assertThat(Fidelity.snrDb(theirs, ours, 0, ours.length, 0)).isGreaterThan(48);
  }

  private static byte[] encoded(short[] said, OpusSettings settings, int frameSamples) {
    int step = frameSamples * settings.channels();
    int frames = said.length / step + 1;
    short[] padded = Arrays.copyOf(said, (frames + 1) * step);
    OggOpusWriter writer = new OggOpusWriter(1, settings.channels(), DELAY_SAMPLES);
    byte[] packet = new byte[1500];
    try (AdjustableEncoder encoder = opus.encoder(settings)) {
      for (int at = 0; at < padded.length; at += step) {
        int bytes = encoder.encode(padded, at, frameSamples, packet, 0, packet.length);
        writer.packet(packet, 0, bytes, frameSamples);
      }
    }
    return writer.finish(said.length / settings.channels());
  }

  /// The committed recording was made by opus-tools: it decodes to sound without their help.
  @Test
  void theCommittedStreamOfTheirEncoderDecodes() {
    short[] speech = Speech.pcm(opus);
    assertThat(speech.length).isBetween(12 * 48_000, 20 * 48_000);
    assertThat(Fidelity.rms(speech, 0, speech.length)).isGreaterThan(500);
  }

  private static short[] speech(int channels) {
    short[] mono = Arrays.copyOf(Speech.pcm(opus), 4 * 48_000);
    short[] wide = new short[mono.length * channels];
    for (int i = 0; i < wide.length; i++) {
      // The second channel differs, so that one that is lost or swapped would show.
      wide[i] = (short) (i % channels == 0 ? mono[i / channels] : mono[i / channels] / 3);
    }
    return wide;
  }

  private void write(String name, short[] pcm, int channels) throws Exception {
    Files.write(folder.resolve(name), WavWriter.write(new Sound(48_000, channels, pcm)));
  }

  private short[] read(String name) throws Exception {
    byte[] file = Files.readAllBytes(folder.resolve(name));
    return ((Parsed.Ok<Sound>) WavReader.read(file)).value().pcm();
  }
}
