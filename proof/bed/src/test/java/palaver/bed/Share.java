// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One [CrowdProcess], as the test sees it.
record Share(Process process, BufferedReader out, PrintStream in) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Starts the nodes from `from` to before `to` of `total`.
  static Share start(List<String> at, int total, int from, int to) {
    List<String> command =
        RadioProcess.java(
            at,
            "palaver.bed.CrowdProcess",
            String.valueOf(total),
            String.valueOf(from),
            String.valueOf(to));
    // Unlike the nodes of the bed these run for long: what counts is the compiled code.
    command.addAll(command.indexOf("-cp"), List.of("-Xmx600m", "-XX:TieredStopAtLevel=4"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new Share(
          process,
          process.inputReader(UTF_8),
          new PrintStream(process.getOutputStream(), true, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until its nodes run.
  Share awaitReady() {
    try {
      if (!"ready".equals(out.readLine())) {
        throw new IllegalStateException("a process of the crowd did not start");
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tell(String line) {
    in.println(line);
  }

  JsonNode look() {
    in.println("look");
    try {
      return JSON.readTree(out.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
