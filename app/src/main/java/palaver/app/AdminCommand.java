// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `palaver admin`: what only somebody with access to the machine may do, while the server runs or
/// not.
@Command(
    name = "admin",
    description = "Accounts, keys and data of a server, while it runs or not.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AdminKeyCommand.class,
      AdminUserCommand.class,
      AdminTokenCommand.class,
      AdminAuditCommand.class
    })
final class AdminCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./palaver-data",
      scope = ScopeType.INHERIT,
      description = "The data folder of the server (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("./palaver-data");

  /// The data folder, wherever on the line it was named.
  Path data() {
    return data;
  }

  /// Has the server do something, prints what it answers, and answers the exit code.
  int run(String command, JsonNode arguments) throws StartFailure {
    ConsoleAnswer answer = ConsoleClient.run(data, command, arguments);
    if (!answer.ok()) {
      throw new StartFailure(String.join(" ", answer.remarks()));
    }
    answer.remarks().forEach(spec.commandLine().getErr()::println);
    answer.result().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to administer, such as `palaver admin user list`");
  }
}
