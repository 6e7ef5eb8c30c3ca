// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import palaver.net.SystemSecrets;
import palaver.net.radio.FolderLayout;
import palaver.trust.crypto.StandardCrypto;
import palaver.trust.member.DeviceIdentity;
import palaver.trust.member.DeviceKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One `palaver radio` as a process of its own at a place of a [Lan].
final class RadioProcess implements AutoCloseable {

  private static final String READY = "Palaver radio is ready: ";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path data;
  private final String name;
  private final Process process;

  private RadioProcess(Path data, String name, Process process) {
    this.data = data;
    this.name = name;
    this.process = process;
  }

  /// What a command of the console answered.
  record Answer(boolean ok, List<String> result, List<String> remarks) {}

  /// Words that run the palaver command with this build.
  static List<String> palaver(List<String> before, String... words) {
    return java(before, "palaver.app.Main", words);
  }

  /// Words that run a class of this build.
  static List<String> java(List<String> before, String main, String... words) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Sixteen of them start at a time on small machines: quick to start matters more than speed.
    command.addAll(
        List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(words));
    return command;
  }

  /// Starts a node; [#awaitReady] waits for it.
  static RadioProcess start(List<String> before, Path data, String name, String... options) {
    List<String> command =
        palaver(before, "radio", "--data", data.toString(), "--name", name, "--channel", "Venue");
    command.addAll(List.of("--http", "127.0.0.1:0"));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(data);
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(data.resolve("radio.log").toFile()))
              .start();
      return new RadioProcess(data, name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the keys of a device that has not been started yet.
  static DeviceKeys makeDevice(Path data) {
    DeviceIdentity identity = DeviceIdentity.create(new StandardCrypto(), new SystemSecrets());
    try {
      Files.createDirectories(data);
      Files.writeString(data.resolve("format"), String.valueOf(FolderLayout.CURRENT));
      String hex = java.util.HexFormat.of().formatHex(identity.secretBytes());
      Files.writeString(data.resolve("device.key"), hex);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return identity.keys();
  }

  RadioProcess awaitReady() {
    try {
      BufferedReader out = process.inputReader(UTF_8);
      String line = out.readLine();
      if (line == null || !line.startsWith(READY)) {
        throw new IllegalStateException(name + " did not say that it is ready:\n" + log());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() {
    try {
      return Files.readString(data.resolve("radio.log"));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /// Has the node do something, as `palaver radio` does.
  Answer ask(String command, ObjectNode arguments) {
    String request =
        JSON.createObjectNode().put("command", command).set("arguments", arguments).toString();
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(data.resolve("admin.sock")));
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        socket.write(bytes);
      }
      socket.shutdownOutput();
      byte[] answer = Channels.newInputStream(socket).readAllBytes();
      return JSON.readValue(answer, Answer.class);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " does not answer", e);
    }
  }

  static ObjectNode arguments() {
    return JSON.createObjectNode();
  }

  /// What `status --json` prints.
  JsonNode status() {
    return JSON.readTree(ask("status", arguments().put("json", true)).result().getFirst());
  }

  String nodeId() {
    return status().path("node_id").asString();
  }

  /// The node id of the leader that it follows or is, empty while there is none.
  String leader() {
    JsonNode leader = status().path("leader");
    return leader.isNull() ? "" : leader.path("node_id").asString();
  }

  boolean leads() {
    return status().path("role").asString().equals("leader");
  }

  /// How many members it knows to be there, itself included.
  int aliveCount() {
    int alive = 0;
    for (JsonNode member : status().path("members")) {
      alive += member.path("alive").asBoolean() ? 1 : 0;
    }
    return alive;
  }

  /// As an operator admits a device; its token.
  String allow(DeviceKeys keys, String device) {
    Answer answer =
        ask(
            "allow",
            arguments()
                .put("keys", keys.signingKey().hex() + keys.agreementKey().hex())
                .put("name", device)
                .put("days", 30));
    if (!answer.ok()) {
      throw new IllegalStateException(String.join(" ", answer.remarks()));
    }
    return answer.result().getFirst();
  }

  /// Who waits at the door: id, four words, name.
  List<String> knocks() {
    return ask("knocks", arguments()).result();
  }

  /// As an operator lets a device in that knocked.
  void approve(String id) {
    Answer answer = ask("approve", arguments().put("id", id).put("days", 1));
    if (!answer.ok()) {
      throw new IllegalStateException(String.join(" ", answer.remarks()));
    }
  }

  /// Says a recording, to its end.
  CompletableFuture<Answer> talk(Path file) {
    ObjectNode arguments = arguments().put("file", file.toString()).put("wait_seconds", 30);
    return CompletableFuture.supplyAsync(() -> ask("talk", arguments), Thread::startVirtualThread);
  }

  /// Records what it hears.
  CompletableFuture<Answer> listen(Path file, int seconds) {
    ObjectNode arguments = arguments().put("out", file.toString()).put("seconds", seconds);
    return CompletableFuture.supplyAsync(
        () -> ask("listen", arguments), Thread::startVirtualThread);
  }

  /// Sends a signal, such as STOP.
  void signal(String signal) {
    Shell.run("kill", "-" + signal, String.valueOf(process.pid()));
  }

  /// Ends the process at once, without a chance to say goodbye.
  void kill() {
    process.destroyForcibly();
    await();
  }

  /// Asks the process to end (SIGTERM) and gives its exit code.
  int stop() {
    process.destroy();
    await();
    return process.exitValue();
  }

  /// Waits for an end by itself and gives the exit code.
  int await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not end within 30 s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
      await();
    }
  }
}
