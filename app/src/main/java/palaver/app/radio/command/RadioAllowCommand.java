// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.concurrent.Callable;
import palaver.app.radio.RadioDoorDesk;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio allow`.
@Command(
    name = "allow",
    description = {
      "Admits a device by its keys, and prints what it starts with: `palaver radio --join TOKEN`.",
      "Only an operator's node does that."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RadioAllowCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Parameters(paramLabel = "KEYS", description = "What `palaver radio device` printed there.")
  String keys = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What people call the device.")
  String name = "";

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      defaultValue = "" + RadioDoorDesk.MEMBER_DAYS,
      description = "How long it is a member (default: ${DEFAULT-VALUE}).")
  int days;

  @Option(
      names = "--priority",
      paramLabel = "0-255",
      defaultValue = "0",
      description = "The highest priority of its presses (default: ${DEFAULT-VALUE}).")
  int priority;

  @Option(
      names = "--emergency",
      description = "Its presses may interrupt others (default: they may not).")
  boolean emergency;

  @Option(names = "--listen-only", description = "It may not talk (default: it may).")
  boolean listenOnly;

  @Override
  public Integer call() throws StartFailure {
    return radio.ask(
        "allow",
        JsonNodeFactory.instance
            .objectNode()
            .put("keys", keys)
            .put("name", name)
            .put("days", days)
            .put("priority", priority)
            .put("emergency", emergency)
            .put("listen_only", listenOnly));
  }
}
