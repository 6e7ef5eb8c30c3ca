// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs of the system.
final class Shell {

  private static final long LIMIT_SECONDS = 60;

  private Shell() {}

  /// What a program printed, and how it ended.
  record Ended(int code, String text) {}

  /// Runs a command and demands that it works.
  static void run(String... command) {
    Ended ended = ran(List.of(command));
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + ended.text());
    }
  }

  /// Runs a command that reads `input`, and demands that it works.
  static void feed(List<String> command, String input) {
    Ended ended = ran(command, input);
    if (ended.code() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + ended.text());
    }
  }

  /// Runs a command to its end.
  static Ended ran(List<String> command) {
    return ran(command, "");
  }

  private static Ended ran(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end");
      }
      return new Ended(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
