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

/// A Palaver server as a process of its own, on ports that the system chose.
final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final Path data;
  private final URI address;

  private ServerProcess(Process process, Path data, URI address) {
    this.process = process;
    this.data = data;
    this.address = address;
  }

  /// Starts a server on loopback with this data folder and further options, and waits until it says
  /// that it is ready.
  static ServerProcess start(Path data, String... options) {
    return start(List.of(), data, options);
  }

  /// The same, with words before the command, such as those that enter a network namespace.
  static ServerProcess start(List<String> before, Path data, String... options) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("palaver.app.Main", "server", "--port", "0", "--media-port", "0"));
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(data);
      Process process =
          new ProcessBuilder(command)
              .redirectError(data.resolve("server.log").toFile())
              .redirectErrorStream(false)
              .start();
      return new ServerProcess(process, data, readyAddress(process, data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI readyAddress(Process process, Path data) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null) {
      if (line.startsWith("Palaver is ready: ")) {
        return URI.create(line.substring("Palaver is ready: ".length()).strip());
      }
      line = out.readLine();
    }
    throw new IllegalStateException(
        "the server ended before it was ready:\n" + Files.readString(data.resolve("server.log")));
  }

  /// The address that the server printed.
  URI address() {
    return address;
  }

  /// The page of a room, in a language.
  String page(String world, String room, String language) {
    return address + "/?world=" + world + "&room=" + room + "&lang=" + language;
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
