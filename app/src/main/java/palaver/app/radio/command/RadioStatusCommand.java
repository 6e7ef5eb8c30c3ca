// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio status`.
@Command(
    name = "status",
    description = "Says who leads, who is there, who talks, and how the node is.",
    mixinStandardHelpOptions = true)
final class RadioStatusCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Option(names = "--json", description = "Print one JSON object (default: text).")
  boolean json;

  @Override
  public Integer call() throws StartFailure {
    return radio.ask("status", JsonNodeFactory.instance.objectNode().put("json", json));
  }
}
