// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.TerminalQrCode;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio handset`.
@Command(
    name = "handset",
    description = {
      "Prints where a phone joins as a handset of this node, in a terminal as a QR code as well.",
      "Whoever has it becomes a handset: it is good for one phone and 15 minutes."
    },
    mixinStandardHelpOptions = true)
final class HandsetCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Override
  public Integer call() throws StartFailure {
    ConsoleAnswer answer =
        RadioConsole.ask(radio.data, "handset-code", JsonNodeFactory.instance.objectNode());
    var err = spec.commandLine().getErr();
    if (answer.ok()
        && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
      answer.result().forEach(url -> TerminalQrCode.lines(url).forEach(err::println));
    }
    answer.remarks().forEach(err::println);
    err.flush();
    answer.result().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return answer.ok() ? 0 : 1;
  }

  @Command(
      name = "list",
      description = "Lists the handsets that this node knows: id, whether it is there, name.",
      mixinStandardHelpOptions = true)
  int list() throws StartFailure {
    return radio.ask("handset-list", JsonNodeFactory.instance.objectNode());
  }

  @Command(
      name = "remove",
      description = "Puts a handset out, at once; only a new code brings it back.",
      mixinStandardHelpOptions = true)
  int remove(@Parameters(paramLabel = "ID", description = "The handset's id.") String id)
      throws StartFailure {
    return radio.ask("handset-remove", JsonNodeFactory.instance.objectNode().put("id", id));
  }
}
