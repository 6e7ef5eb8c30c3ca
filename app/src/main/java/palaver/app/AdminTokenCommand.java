// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.concurrent.Callable;
import palaver.app.start.StartFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

/// `palaver admin token NAME`: a token for scripts.
@Command(
    name = "token",
    description =
        "Prints a token of an account for scripts: good for one hour, second factor included.",
    mixinStandardHelpOptions = true)
final class AdminTokenCommand implements Callable<Integer> {

  @ParentCommand AdminCommand admin = new AdminCommand();

  @Parameters(paramLabel = "NAME", description = "The account.")
  String name = "";

  @Override
  public Integer call() throws StartFailure {
    return admin.run("token", new JsonMapper().createObjectNode().put("name", name));
  }
}
