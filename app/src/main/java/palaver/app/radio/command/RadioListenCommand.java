// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio listen`.
@Command(
    name = "listen",
    description = "Records what is heard, silence included.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RadioListenCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it: a WAV file at 48 kHz.")
  Path out = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long, 1 to 600 (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Override
  public Integer call() throws StartFailure {
    return radio.ask(
        "listen",
        JsonNodeFactory.instance
            .objectNode()
            .put("out", out.toAbsolutePath().toString())
            .put("seconds", seconds));
  }
}
