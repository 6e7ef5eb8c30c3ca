// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.JsonNodeFactory;

/// `palaver radio members`.
@Command(
    name = "members",
    description = "Lists who belongs to the channel: id, whether it is there, what it may, name.",
    mixinStandardHelpOptions = true)
final class RadioMembersCommand implements Callable<Integer> {

  @ParentCommand RadioNodeCommand radio = new RadioNodeCommand();

  @Override
  public Integer call() throws StartFailure {
    return radio.ask("members", JsonNodeFactory.instance.objectNode());
  }
}
