// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.Cli;
import palaver.app.radio.Nodes.Ran;
import palaver.app.radio.diagnosis.Bundle;
import palaver.app.radio.diagnosis.Bundles;
import palaver.app.radio.entrance.RadioEncoding;
import palaver.audio.codec.VoiceEncoder;
import palaver.codec.OpusLibrary;
import palaver.radio.settings.SettingsValues;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `palaver radio bundle`, and `palaver sim --replay` of what it wrote.
@Timeout(90)
final class RadioBundleTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECRET_PART_BYTES = 12;
  private static final int VOICE_PART_BYTES = 16;

  @TempDir Path folder;

  private static Map<String, byte[]> entries(Path zip) throws Exception {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private static boolean has(byte[] where, byte[] what) {
    for (int at = 0; at <= where.length - what.length; at++) {
      if (where[at] == what[0]
          && Arrays.equals(where, at, at + what.length, what, 0, what.length)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aBundleHasWhatANodeWasGivenAndPlaysToTheSameDecisions() throws Exception {
    Nodes nodes = new Nodes(folder);
    Path zip = folder.resolve("grace.zip");
    nodes.pair((_, _) -> {
      assertThat(nodes.talk("Grace", 2).code()).isZero();
      assertThat(nodes.talk("Ada", 1).code()).isZero();
      Ran written = nodes.radio("Grace", "bundle", "--out", zip.toString());
      assertThat(written.code()).isZero();
      assertThat(written.err()).contains("Wrote").contains("grace.zip");
    });
    Map<String, byte[]> entries = entries(zip);
    assertThat(entries)
        .containsKeys(
            "bundle.json",
            "status.json",
            "topology.json",
            "settings.json",
            "events.jsonl",
            "inputs.tape");
    JsonNode topology = JSON.readTree(entries.get("topology.json"));
    assertThat(topology.path("members")).hasSize(2);
    assertThat(topology.path("leader").asString()).isNotEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
        .isEqualTo("rw-------");
    Ran replay = Nodes.run("sim", "--replay", zip.toString(), "--events");
    assertThat(replay.out()).contains("inputs.tape: the same decisions: ");
    assertThat(replay.out()).contains("Press[priority=0, emergency=false]").contains("Talker[");
    assertThat(replay.code()).isZero();
    entries.put("the tape itself", Objects.requireNonNull(Bundle.tape(zip, "inputs.tape")));
    theyHoldNoSecretAndNoVoice(entries, nodes);
    anAlteredOneShowsWhere(zip);
  }

  /// Neither the device's keys nor the channel's, whole or in part, as bytes or as text; and of the
  /// frames that were said, none.
  private void theyHoldNoSecretAndNoVoice(Map<String, byte[]> entries, Nodes nodes)
      throws Exception {
    List<byte[]> secrets = new ArrayList<>();
    for (Path key :
        List.of(
            nodes.data("Grace").resolve("device.key"),
            nodes.data("Ada").resolve("device.key"),
            nodes.data("Ada").resolve("channel.key"))) {
      String hex = Files.readString(key).strip();
      byte[] bytes = HexFormat.of().parseHex(hex);
      for (int at = 0; at + SECRET_PART_BYTES <= bytes.length; at += SECRET_PART_BYTES) {
        secrets.add(Arrays.copyOfRange(bytes, at, at + SECRET_PART_BYTES));
        secrets.add(hex.substring(2 * at, 2 * at + 2 * SECRET_PART_BYTES).getBytes(UTF_8));
      }
    }
    List<byte[]> voice = voice();
    assertThat(voice).hasSizeGreaterThan(90);
    entries.forEach((name, bytes) -> {
      assertThat(secrets).as("secrets in " + name).noneMatch(each -> has(bytes, each));
      assertThat(voice).as("voice in " + name).noneMatch(each -> has(bytes, each));
    });
  }

  /// The frames that the node made of the tone: the encoder gives the same ones again.
  private static List<byte[]> voice() throws Exception {
    List<byte[]> frames = new ArrayList<>();
    short[] pcm = Nodes.tone(2).pcm();
    byte[] packet = new byte[1_275];
    try (VoiceEncoder encoder =
        OpusLibrary.open().encoder(RadioEncoding.of(SettingsValues.initial()))) {
      for (int at = 0; at + 960 <= pcm.length; at += 960) {
        int length = encoder.encode(pcm, at, 960, packet, 0, packet.length);
        if (length >= VOICE_PART_BYTES) {
          frames.add(Arrays.copyOf(packet, VOICE_PART_BYTES));
        }
      }
    }
    return frames;
  }

  private void anAlteredOneShowsWhere(Path zip) throws Exception {
    byte[] tape = Objects.requireNonNull(Bundle.tape(zip, "inputs.tape"));
    byte[] wanted = "Talker[".getBytes(UTF_8);
    int at = 0;
    while (!Arrays.equals(tape, at, at + wanted.length, wanted, 0, wanted.length)) {
      at++;
    }
    tape[at] ^= 1;
    Path altered = folder.resolve("altered.zip");
    Bundles.write(altered, tape);
    Ran replay = Nodes.run("sim", "--replay", altered.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.out()).contains("differs first at input ").contains("Talker[");
  }

  @Test
  void theFolderOfANodeThatHasEndedGivesABundleToo() throws Exception {
    Nodes nodes = new Nodes(folder);
    nodes.start("Ada", 0, null).close();
    nodes.start("Ada", 0, null).close();
    Path zip = folder.resolve("ended.zip");
    Ran written = nodes.radio("Ada", "bundle", "--out", zip.toString());
    assertThat(written.code()).isZero();
    assertThat(written.err()).contains("No node runs on");
    assertThat(entries(zip)).containsKeys("inputs.before.tape", "inputs.tape", "events.jsonl");
    Ran replay = Nodes.run("sim", "--replay", zip.toString());
    assertThat(replay.out())
        .contains("inputs.before.tape: the same decisions")
        .contains("inputs.tape: the same decisions");
    assertThat(replay.code()).isZero();
  }

  @Test
  void whatIsNoBundleIsSaidSo() throws Exception {
    Path none = folder.resolve("none.zip");
    Files.writeString(none, "no bundle");
    StringWriter err = new StringWriter();
    int code = Cli.run(Map.of(), new PrintWriter(err, true), "sim", "--replay", none.toString());
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("palaver: ").contains("is no bundle");
  }
}
