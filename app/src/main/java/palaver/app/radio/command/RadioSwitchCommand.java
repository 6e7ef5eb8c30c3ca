// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio switch`.
@Command(
    name = "switch",
    description = {
      "Switches a part of this node off or on while it runs, and over restarts.",
      "Without a name: prints all, one a line."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "protocol-v2       off: a node of protocol v1, without security, channel and page",
      "election          off: this node never leads; keep it on at two nodes at least",
      "relay             off: it passes no voice on, but as a leader",
      "central-settings  off: what the channel has set does not hold here",
      "audio-pipeline    off: a fixed delay and simple concealment, without catching up"
    })
final class RadioSwitchCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();
  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "See below.")
  @Nullable String name;

  @Parameters(index = "1", arity = "0..1", paramLabel = "on|off", description = "What to do.")
  @Nullable String state;

  @Override
  public Integer call() throws StartFailure {
    if (name != null && !List.of("on", "off").contains(String.valueOf(state))) {
      throw new ParameterException(spec.commandLine(), "say `switch NAME on` or `switch NAME off`");
    }
    return radio.ask(
        "switch", JsonNodeFactory.instance.objectNode().put("name", name).put("state", state));
  }
}
