// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A `palaver radio` as a process of its own at loopback.
final class RadioProcess implements AutoCloseable {

  private static final String READY = "Palaver radio is ready: ";

  private final Process process;
  private final Path data;
  private final String address;

  private RadioProcess(Process process, Path data, String address) {
    this.process = process;
    this.data = data;
    this.address = address;
  }

  private static List<String> radio(Path data, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("palaver.app.Main", "radio"));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data.toString()));
    return command;
  }

  /// Starts a node and waits until it says that it is ready.
  static RadioProcess start(Path data, Map<String, String> environment, String... options) {
    try {
      Files.createDirectories(data);
      ProcessBuilder builder = new ProcessBuilder(radio(data, options));
      builder.redirectError(data.resolve("radio.log").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      if (line == null || !line.startsWith(READY)) {
        throw new IllegalStateException(
            "the radio did not say that it is ready:\n"
                + Files.readString(data.resolve("radio.log")));
      }
      return new RadioProcess(process, data, line.substring(READY.length()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What happened to it, as it noted it.
  Path events() {
    return data.resolve("diagnosis/events.jsonl");
  }

  /// Its page.
  String address() {
    return address;
  }

  /// Has it do something, as a person in a second terminal would; what it printed.
  String ask(String... words) {
    try {
      Process asked =
          new ProcessBuilder(radio(data, words))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor(30, TimeUnit.SECONDS);
      return said.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
