// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.util.concurrent.Callable;
import palaver.app.start.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `palaver` without a subcommand.
@Command(
    name = "palaver",
    description = "Group voice that people run themselves.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = CommandLine.HelpCommand.class)
final class PalaverCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say which command, such as `palaver server`");
  }
}
