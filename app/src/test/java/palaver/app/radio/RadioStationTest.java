// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static palaver.app.radio.Nodes.agreed;
import static palaver.app.radio.Nodes.freePort;
import static palaver.app.radio.Nodes.run;
import static palaver.app.radio.Nodes.until;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palaver.app.Cli;
import palaver.app.radio.Nodes.Ran;
import palaver.app.radio.command.RadioNodeCommand;
import palaver.app.radio.entrance.JoinToken;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.start.StartFailure;
import palaver.audio.file.Sound;
import palaver.audio.file.WavWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `palaver radio`: nodes in this process at loopback, and the commands that talk to them.
@Timeout(90)
final class RadioStationTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private Nodes nodes() {
    return new Nodes(folder);
  }

  private Ran radio(String node, String command, String... more) {
    return nodes().radio(node, command, more);
  }

  private RadioStation start(String name, int port, @Nullable String join, int... peers)
      throws StartFailure {
    return nodes().start(name, port, join, peers);
  }

  private JsonNode status(String node) throws StartFailure {
    return JSON.readTree(radio(node, "status", "--json").out());
  }

  @Test
  void aNodeFoundsAChannelAndAnotherThatWasAllowedIsHeardThere() throws Exception {
    int port = freePort();
    try (RadioStation ada = start("Ada", port, null)) {
      assertThat(status("Ada").path("health").path("reasons").get(0).asString())
          .isEqualTo("nobody-heard");
      String keys = radio("Grace", "device").out().strip();
      assertThat(radio("Grace", "device").out().strip()).as("asked again").isEqualTo(keys);
      Ran allowed = radio("Ada", "allow", keys, "--name", "Grace");
      assertThat(allowed.err()).contains("as Grace.");
      try (RadioStation grace = start("Grace", 0, allowed.out().strip(), port)) {
        until(
            "one leads",
            () -> ada.snapshot().leader() != null && grace.snapshot().leader() != null);
        statusIsAsTheProtocolSays();
        speechPasses(ada);
        assertThat(radio("Ada", "members").out()).contains("there  talks, interrupts  Ada");
        assertThat(radio("Ada", "members").out()).contains("there  talks  Grace");
        Ran refused = radio("Grace", "allow", keys, "--name", "Eve");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("this device is no operator");
      }
      until("who left is missed", () -> ada.snapshot().aliveCount() == 1);
    }
    Ran nobody = radio("Ada", "status");
    assertThat(nobody.code()).isEqualTo(2);
    try (RadioStation again = start("Ada", 0, null)) {
      assertThat(again.snapshot().members()).as("kept over a restart").hasSize(2);
    }
  }

  private void statusIsAsTheProtocolSays() throws Exception {
    JsonNode status = status("Grace");
    assertThat(status.propertyNames())
        .contains(
            "node_id",
            "name",
            "channel",
            "role",
            "state",
            "leader",
            "term",
            "members",
            "floor",
            "settings_version",
            "health");
    assertThat(status.path("members")).hasSize(2);
    assertThat(status.path("leader").path("name").asString()).isIn("Ada", "Grace");
    assertThat(status.path("floor").path("talker").isNull()).isTrue();
    assertThat(status.path("floor").path("queue")).isEmpty();
    assertThat(radio("Ada", "status").out()).contains("members  2 of 2 are there");
  }

  private void speechPasses(RadioStation ada) throws Exception {
    Path heard = folder.resolve("heard.wav");
    CompletableFuture<Ran> talking =
        CompletableFuture.supplyAsync(() -> nodes().talk("Grace", 3), Thread::startVirtualThread);
    until("Ada hears who talks", () -> ada.snapshot().talker() != null);
    assertThat(radio("Ada", "listen", "--out", heard.toString(), "--seconds", "1").code()).isZero();
    Ran talked = talking.join();
    assertThat(talked.err()).isEqualTo("Said it.\n");
    assertThat(talked.code()).isZero();
    assertThat(Nodes.loudSamples(heard)).as("loud samples").isGreaterThan(20_000);
  }

  @Test
  void anInviteLetsADeviceInAndAnOperatorPutsItOut() throws Exception {
    int port = freePort();
    try (RadioStation ada = start("Ada", port, null)) {
      Ran invite = radio("Ada", "invite", "--uses", "1", "--hours", "1");
      assertThat(invite.err()).contains("For 1 device, for 1 h.");
      String token = invite.out().strip();
      assertThat(token).startsWith("palaver-invite-1-").hasSizeLessThan(1_000);
      try (RadioStation grace = start("Grace", 0, token, port)) {
        until("both agree", () -> agreed(ada, grace));
        textsAndSettingsReachBoth(ada);
        String id = grace.snapshot().self().node().toString();
        assertThat(radio("Grace", "revoke", id).err()).contains("no operator");
        assertThat(radio("Ada", "revoke", id).code()).isZero();
        until("it is out", () -> ada.snapshot().members().size() == 1);
      }
    }
  }

  private void textsAndSettingsReachBoth(RadioStation ada) throws Exception {
    Ran said = radio("Grace", "say", "Table", "seven", "is", "free");
    assertThat(said.err()).isEqualTo("Kept by 2 nodes.\n");
    until("it came", () -> ada.facts().texts().equals(List.of("Grace: Table seven is free")));
    assertThat(radio("Grace", "texts").out()).isEqualTo("Grace: Table seven is free\n");
    assertThat(radio("Ada", "settings", "get", "talk-limit-ms").out())
        .isEqualTo("talk-limit-ms=30000\n");
    assertThat(radio("Grace", "settings", "set", "talk-limit-ms=60000").err())
        .contains("no operator");
    assertThat(radio("Ada", "settings", "set", "talk-limit=1").err()).contains("no setting");
    Ran set = radio("Ada", "settings", "set", "talk-limit-ms=60000");
    assertThat(set.err()).isEqualTo("Taken.\n");
    until("it holds", () -> settingOf("Grace").equals("talk-limit-ms=60000\n"));
    assertThat(status("Ada").path("settings_version").asLong()).isPositive();
    String history = radio("Ada", "settings", "history").out();
    assertThat(history).contains("  change by Ada: talk-limit-ms=60000");
    assertThat(radio("Grace", "settings", "rollback", "999").err()).contains("no version");
    until("it is taken", () -> radio("Ada", "settings", "rollback", "0").code() == 0);
    until("the first value holds", () -> settingOf("Grace").equals("talk-limit-ms=30000\n"));
    assertThat(radio("Ada", "settings", "history").out()).hasLineCount(2);
  }

  private String settingOf(String node) {
    return radio(node, "settings", "get", "talk-limit-ms").out();
  }

  @Test
  void aDeviceMayBeCalledAsACommandIs() throws Exception {
    String[] args = {"radio", "--name", "knocks"};
    CommandLine.ParseResult radio = Cli.commandLine(Map.of(), args).parseArgs(args).subcommand();
    assertThat(radio.matchedOptionValue("--name", "")).isEqualTo("knocks");
    assertThat(radio.hasSubcommand()).isFalse();
  }

  @Test
  void aDeviceWithoutAnInviteKnocksAndComesInWhenItsWordsAreApproved() throws Exception {
    int port = freePort();
    try (RadioStation ada = start("Ada", port, null)) {
      CompletableFuture<RadioStation> entering =
          CompletableFuture.supplyAsync(() -> knocking("Grace", port), Thread::startVirtualThread);
      until("Ada sees the knock", () -> !radio("Ada", "knocks").out().isBlank());
      String[] knock = radio("Ada", "knocks").out().strip().split("  ", 3);
      assertThat(knock[2]).isEqualTo("Grace");
      until("Grace shows words", () -> !words("Grace").isEmpty());
      assertThat(words("Grace")).isEqualTo(knock[1]);
      assertThat(status("Grace").path("role").asString()).isEqualTo("knocking");
      assertThat(radio("Ada", "decline", "0123456789abcdef").err())
          .contains("no such device waits");
      assertThat(radio("Ada", "approve", knock[0], "--days", "1").code()).isZero();
      try (RadioStation grace = entering.get(30, TimeUnit.SECONDS)) {
        until("both are there", () -> grace.snapshot().aliveCount() == 2);
        assertThat(radio("Ada", "knocks").out()).isBlank();
        assertThat(ada.snapshot().members()).hasSize(2);
      }
    }
  }

  private RadioStation knocking(String name, int peer) {
    try {
      return start(name, 0, null, peer);
    } catch (StartFailure failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// The four words that a device at the door shows, empty before it does.
  private String words(String node) {
    String status = radio(node, "status", "--json").out();
    return status.isBlank() ? "" : JSON.readTree(status).path("words").asString();
  }

  @Test
  void whoIsAloneIsToldSo() throws Exception {
    Path said = folder.resolve("said.wav");
    Files.write(said, WavWriter.write(new Sound(48_000, 1, new short[4_800])));
    try (RadioStation ada = start("Ada", 0, null)) {
      assertThat(ada.address()).startsWith("http://127.0.0.1:");
      Ran talked = radio("Ada", "talk", "--file", said.toString());
      assertThat(talked.code()).isEqualTo(1);
      assertThat(talked.err()).startsWith("denied: ");
      Files.writeString(said, "no sound");
      assertThat(radio("Ada", "talk", "--file", said.toString()).err()).contains("is no WAV file");
      assertThat(radio("Ada", "listen", "--out", "x", "--seconds", "0").err())
          .contains("--seconds is 1 to 600");
      assertThat(radio("Ada", "allow", "keys", "--name", "x").err()).contains("these are no keys");
      assertThatThrownBy(() -> start("Ada", 0, null))
          .hasMessageContaining("another radio node runs on the data folder");
    }
  }

  @Test
  void theStatusIsServedToThisMachineOnly() throws Exception {
    try (RadioStation ada = start("Ada", 0, null);
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create(ada.address() + "/api/status");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).path("name").asString()).isEqualTo("Ada");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--join nonsense, this is no token",
    "--join palaver-invite-1-AAAA, this is no token",
    "--peer :9, no node is called",
    "--priority 256, --priority is 0 to 255",
    "--port 70000, --port and --discovery-port",
    "--http 8090, --http is ADDRESS:PORT",
    "--bind nowhere.invalid, is no address",
    "--config /nowhere.yaml, cannot be read"
  })
  void whatIsWrongIsOneLine(String options, String words) {
    String[] two = options.split(" ", 2);
    StringWriter err = new StringWriter();
    int code =
        Cli.run(
            Map.of(),
            new PrintWriter(err, true),
            "radio",
            "--data",
            folder.resolve("x").toString(),
            two[0],
            two[1]);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(words).startsWith("palaver: ");
  }

  @Test
  void aTokenThatWasCutOrIsForAnotherDeviceIsRefused() throws Exception {
    try (RadioStation _ = start("Ada", 0, null)) {
      String keys = radio("Grace", "device").out().strip();
      String token = radio("Ada", "allow", keys, "--name", "Grace").out().strip();
      JoinToken read = JoinToken.parse(token);
      assertThat(read).isNotNull();
      assertThat(JoinToken.parse(token.substring(0, token.length() - 9))).isNull();
      assertThat(JoinToken.parse(token.replace("palaver-join-1-", ""))).isNull();
      assertThatThrownBy(() -> start("Eve", 0, token))
          .hasMessageContaining("this token is not for this device");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--channel, palaver",
    "--name, this machine",
    "--data, ./palaver-radio",
    "--join, none",
    "--bind, all interfaces",
    "--port, 7070",
    "--discovery-port, 7071",
    "--no-multicast, multicast and DNS-SD",
    "--no-dns-sd, both",
    "--peer, none",
    "--priority, 0",
    "--http, 127.0.0.1:",
    "--log-format, text",
    "--config, none",
  })
  void helpHasEveryOptionWithItsDefault(String option, String standard) throws StartFailure {
    String help = run(Map.of(), "radio", "--help").out().replaceAll("\\s+", " ");
    assertThat(help).containsPattern("\\Q" + option + "\\E\\b[^(]*\\(default: [^)]*\\Q" + standard);
  }

  @Test
  void valuesComeFromEnvironmentAndFileToo() throws Exception {
    Path file = folder.resolve("radio.yaml");
    Files.writeString(file, "server:\n  port: 1\nradio:\n  channel: Stage\n  port: 9999\n");
    String[] args = {"radio", "--config", file.toString(), "--priority", "7"};
    CommandLine line =
        Cli.commandLine(Map.of("PALAVER_RADIO_PORT", "5", "PALAVER_RADIO_DATA", "d"), args);
    CommandLine.ParseResult parsed = line.parseArgs(args).subcommand();
    RadioNodeCommand command = (RadioNodeCommand) parsed.commandSpec().userObject();
    RadioOptions options = command.options();
    assertThat(options.channel()).isEqualTo("Stage");
    assertThat(options.network().port()).isEqualTo(5);
    assertThat(options.data()).isEqualTo(Path.of("d"));
    assertThat(options.priority()).isEqualTo(7);
  }

  @Test
  void theDataFolderOfACommandMayComeFromTheEnvironment() throws Exception {
    try (RadioStation _ = start("Ada", 0, null)) {
      Map<String, String> environment =
          Map.of("PALAVER_RADIO_DATA", folder.resolve("Ada").toString());
      assertThat(run(environment, "radio", "status").out()).contains("channel  Kitchen");
    }
  }
}
