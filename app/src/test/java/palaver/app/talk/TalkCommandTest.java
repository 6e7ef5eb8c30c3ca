// SPDX-License-Identifier: Apache-2.0
package palaver.app.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.app.Cli;
import palaver.app.start.StartFailure;
import palaver.audio.file.Sound;
import palaver.audio.file.WavReader;
import palaver.audio.file.WavWriter;
import palaver.audio.source.ToneSource;
import palaver.base.Parsed;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A recording sent through the chain by `palaver talk`")
final class TalkCommandTest {

  /// Tone from the second second to the third, silence around it.
  private static final int SECOND = 16_000;

  @TempDir Path folder;
  private Path file;
  private Path out;

  @BeforeEach
  void speak() throws Exception {
    short[] pcm = new short[4 * SECOND];
    // At a third of the rate that the source computes for, the tone is a third as high: 300 Hz.
    System.arraycopy(new ToneSource(-12, 900).take(SECOND), 0, pcm, SECOND, SECOND);
    file = folder.resolve("speech.wav");
    out = folder.resolve("heard.wav");
    Files.write(file, WavWriter.write(new Sound(SECOND, 1, pcm)));
  }

  private String said(int code, String... more) throws StartFailure {
    List<String> args =
        new ArrayList<>(List.of("talk", "--file", file.toString(), "--loopback", "--out"));
    args.add(out.toString());
    args.addAll(List.of(more));
    String[] all = args.toArray(String[]::new);
    StringWriter written = new StringWriter();
    CommandLine line = Cli.commandLine(Map.of(), all);
    line.setOut(new PrintWriter(written, true));
    line.setErr(new PrintWriter(written, true));
    assertThat(line.execute(all)).as(written.toString()).isEqualTo(code);
    return written.toString();
  }

  @Test
  void theTimeLineIsKeptButForThePlayoutDelay() throws Exception {
    JsonNode metrics = json(said(0, "--loss", "10", "--jitter", "wifi", "--seed", "7", "--json"));
    Sound heard = ((Parsed.Ok<Sound>) WavReader.read(Files.readAllBytes(out))).value();

    assertThat(heard.sampleRateHz()).isEqualTo(48_000);
    assertThat(heard.durationNs()).isBetween(4_000_000_000L, 4_210_000_000L);
    int start = firstLoud(heard.pcm());
    assertThat(start / 48).as("ms").isBetween(1_000, 1_200);
    assertThat(lastLoud(heard.pcm()) / 48 - start / 48).isBetween(980, 1_060);
    assertThat(metrics.get("voice_packet_loss_pct").asDouble()).isBetween(4.0, 17.0);
    assertThat(metrics.get("voice_latency_ms").asDouble()).isBetween(20.0, 200.0);
    assertThat(metrics.get("packetsSent").asInt()).isBetween(200, 210);
    assertThat(metrics.get("concealedSamples").asInt())
        .isLessThan(metrics.get("totalSamplesReceived").asInt() / 20);
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text);
  }

  private static int firstLoud(short[] pcm) {
    int at = 0;
    while (Math.abs(pcm[at]) < 1_000) {
      at++;
    }
    return at;
  }

  private static int lastLoud(short[] pcm) {
    int at = pcm.length - 1;
    while (Math.abs(pcm[at]) < 1_000) {
      at--;
    }
    return at;
  }

  @Test
  void theSameSeedGivesTheSameSound() throws Exception {
    String first = said(0, "--loss", "20", "--bursty", "--jitter", "lte", "--seed", "3", "--json");
    byte[] heard = Files.readAllBytes(out);
    assertThat(said(0, "--loss", "20", "--bursty", "--jitter", "lte", "--seed", "3", "--json"))
        .isEqualTo(first);
    assertThat(Files.readAllBytes(out)).isEqualTo(heard);
    assertThat(said(0, "--loss", "20", "--bursty", "--jitter", "lte", "--seed", "4", "--json"))
        .isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "pcm",
    "ima-adpcm",
    "opus --frame-ms 10 --playout lan --repeat 0 --redundancy none --concealment classic",
    "opus --frame-ms 60 --bitrate 24000 --complexity 3 --dtx --redundancy in_band_fec",
    "opus --frame-ms 40 --repeat 3 --expected-loss 30 --gate"
  })
  void everyTuningRuns(String tuning) throws Exception {
    List<String> args = new ArrayList<>(List.of("--loss", "5", "--codec"));
    args.addAll(List.of(tuning.split(" ", -1)));
    assertThat(said(0, args.toArray(String[]::new))).contains("playout delay");
  }

  @Test
  void allLostIsSilenceAndNoFailure() throws Exception {
    assertThat(said(0, "--loss", "100")).contains("playout delay 0 ms");
    Sound heard = ((Parsed.Ok<Sound>) WavReader.read(Files.readAllBytes(out))).value();
    assertThat(heard.pcm()).containsOnly((short) 0);
  }

  @ParameterizedTest
  @CsvSource({
    "--loss 101, --loss is a percentage",
    "--codec mp3, --codec is one of",
    "--frame-ms 15, a frame has 10",
    "--codec pcm --frame-ms 20, this does not go together",
    "--opus-library /nowhere/libopus.so, there is no file /nowhere/libopus.so",
    "--out /nowhere/heard.wav, cannot write",
    "--jitter moon, Invalid value"
  })
  void whatIsWrongIsOneLine(String options, String words) throws Exception {
    String[] args = options.split(" ", -1);
    if ("--out".equals(args[0])) {
      out = Path.of(args[1]);
      args = new String[0];
    }
    assertThat(said(2, args)).contains(words).hasLineCount(1);
  }

  @Test
  void aFileThatIsNoSoundIsNamed() throws Exception {
    Files.writeString(file, "this is no sound");
    assertThat(said(2)).contains("speech.wav is no WAV file").hasLineCount(1);
  }
}
