// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs the programs that speak and listen.
final class Tools {

  private Tools() {}

  /// Runs `command` in `folder`; what it prints goes to `log` there.
  static void run(Path folder, String log, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile())
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(
          command.getFirst()
              + " ended with "
              + code
              + ": "
              + Files.readString(folder.resolve(log)).lines().reduce("", (_, last) -> last));
    }
  }
}
