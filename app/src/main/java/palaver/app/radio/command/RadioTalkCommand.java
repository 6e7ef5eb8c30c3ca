// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio talk`.
@Command(
    name = "talk",
    description = {
      "Presses, waits for the floor, says a recording in real time, and lets go.",
      "Exit code 1 and the cause when the floor is denied or taken back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RadioTalkCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "What is said: a WAV file of any sample rate; its channels are mixed.")
  Path file = Path.of("");

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait in the queue (default: ${DEFAULT-VALUE}).")
  int waitSeconds;

  @Option(names = "--emergency", description = "Interrupt who talks (default: wait).")
  boolean emergency;

  @Override
  public Integer call() throws StartFailure {
    return radio.ask(
        "talk",
        JsonNodeFactory.instance
            .objectNode()
            .put("file", file.toAbsolutePath().toString())
            .put("wait_seconds", waitSeconds)
            .put("emergency", emergency));
  }
}
