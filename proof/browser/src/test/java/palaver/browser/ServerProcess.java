// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Palaver server as a process of its own, on ports that the system chose.
final class ServerProcess implements AutoCloseable {

  private static final String READY = "Palaver is ready: ";

  private final Process process;
  private final Path data;
  private final Ready ready;

  private ServerProcess(Process process, Path data, Ready ready) {
    this.process = process;
    this.data = data;
    this.ready = ready;
  }

  /// What the server printed when it was ready.
  private record Ready(URI address, int mediaPort) {}

  /// Starts a server on loopback with this data folder and further options, and waits until it says
  /// that it is ready. Without a `--port` among them the system chooses the ports.
  static ServerProcess start(Path data, String... options) {
    return start(List.of(), data, options);
  }

  /// The same, with words before the command, such as those that enter a network namespace.
  static ServerProcess start(List<String> before, Path data, String... options) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("palaver.app.Main", "server"));
    if (!List.of(options).contains("--port")) {
      command.addAll(List.of("--port", "0", "--media-port", "0"));
    }
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(data);
      Process process =
          new ProcessBuilder(command)
              .redirectError(data.resolve("server.log").toFile())
              .redirectErrorStream(false)
              .start();
      return new ServerProcess(process, data, awaitReady(process, data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ready awaitReady(Process process, Path data) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String first = out.readLine();
    String second = out.readLine();
    if (first == null || second == null || !first.startsWith(READY)) {
      String log = Files.readString(data.resolve("server.log"));
      throw new IllegalStateException("the server did not say that it is ready:\n" + log);
    }
    Matcher port = Pattern.compile("\\d+").matcher(second);
    if (!port.find()) {
      throw new IllegalStateException("no media port in: " + second);
    }
    URI address = URI.create(first.substring(READY.length()).strip());
    return new Ready(address, Integer.parseInt(port.group()));
  }

  /// The address that the server printed.
  URI address() {
    return ready.address();
  }

  /// The first media port.
  int mediaPort() {
    return ready.mediaPort();
  }

  /// The page of a room, in a language.
  String page(String world, String room, String language) {
    return address() + "/?world=" + world + "&room=" + room + "&lang=" + language;
  }

  String apiKey() {
    try {
      return Files.readString(data.resolve("api-key")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not end within 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
