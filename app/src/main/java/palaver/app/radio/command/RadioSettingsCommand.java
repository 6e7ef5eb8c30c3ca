// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.List;
import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `palaver radio settings`.
@Command(
    name = "settings",
    description = "What holds for the whole channel.",
    mixinStandardHelpOptions = true)
final class RadioSettingsCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Command(
      name = "get",
      description = "Prints all settings, or those that are named.",
      mixinStandardHelpOptions = true)
  int get(
      @Parameters(
              paramLabel = "NAME",
              arity = "0..*",
              description = "Such as talk-limit-ms (default: all).")
          List<String> names)
      throws StartFailure {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    var list = arguments.putArray("names");
    (names == null ? List.<String>of() : names).forEach(list::add);
    return radio.ask("settings.get", arguments);
  }

  @Command(
      name = "set",
      description = "Changes settings at all nodes; only an operator's node does that.",
      mixinStandardHelpOptions = true)
  int set(
      @Parameters(
              paramLabel = "NAME=VALUE",
              arity = "1..*",
              description = "Such as talk-limit-ms=60000; all together or none.")
          List<String> changes)
      throws StartFailure {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    var list = arguments.putArray("changes");
    changes.forEach(list::add);
    return radio.ask("settings.set", arguments);
  }

  @Command(
      name = "history",
      description = "Prints the versions of the settings, oldest first: number, why, what changed.",
      mixinStandardHelpOptions = true)
  int history() throws StartFailure {
    return radio.ask("settings.history", JsonNodeFactory.instance.objectNode());
  }

  @Command(
      name = "rollback",
      description = {
        "Has the settings of an earlier version hold again, as a change like any other.",
        "Only an operator's node does that."
      },
      mixinStandardHelpOptions = true)
  int rollback(
      @Parameters(
              paramLabel = "NUMBER",
              description =
                  "The number of a version of `settings history`, 0 for the first values.")
          long number)
      throws StartFailure {
    return radio.ask(
        "settings.rollback", JsonNodeFactory.instance.objectNode().put("number", number));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say `settings get`, `set`, `history` or `rollback`");
  }
}
