// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import palaver.app.radio.command.RadioNodeCommand;
import palaver.app.sim.SimCommand;
import palaver.app.start.StartFailure;
import palaver.app.talk.TalkCommand;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/// The command line as a whole: subcommands, where values come from, and how errors are told.
///
/// What is wrong with the options or the machine is one line on standard error and exit code 2.
/// Only a defect of ours shows a stack trace, with exit code 1.
public final class Cli {

  private Cli() {}

  /// Runs the command and answers its exit code.
  public static int run(Map<String, String> environment, PrintWriter err, String... args) {
    try {
      CommandLine line = commandLine(environment, args);
      line.setErr(err);
      return line.execute(args);
    } catch (StartFailure failure) {
      return tell(err, failure.getMessage());
    }
  }

  /// The command line, with defaults from `environment` and from the file that `--config` names.
  public static CommandLine commandLine(Map<String, String> environment, String... args)
      throws StartFailure {
    return commandLine(new ServerCommand(), environment, args);
  }

  static CommandLine commandLine(
      ServerCommand server, Map<String, String> environment, String... args) throws StartFailure {
    CommandLine serverLine = new CommandLine(server);
    CommandLine radioLine = new CommandLine(new RadioNodeCommand());
    CommandLine line =
        new CommandLine(new PalaverCommand())
            .addSubcommand(serverLine)
            .addSubcommand(new AdminCommand())
            .addSubcommand(radioLine)
            .addSubcommand(new SimCommand())
            .addSubcommand(new TalkCommand());
    ConfigFile file = ConfigFile.named(environment, args);
    line.setDefaultValueProvider(new Defaults(environment, file));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A device may be called as a command is: --name status.
    line.setAllowSubcommandsAsOptionParameters(true);
    line.setParameterExceptionHandler((failure, _) -> refuse(failure));
    line.setExecutionExceptionHandler(Cli::failed);
    file.requireKnown((file.isOf("radio") ? radioLine : serverLine).getCommandSpec());
    return line;
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof StartFailure told) {
      return tell(line.getErr(), told.getMessage());
    }
    throw failure;
  }

  private static int refuse(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    String what = String.valueOf(failure.getMessage()).lines().findFirst().orElse("wrong use");
    String where = line.getCommandSpec().qualifiedName();
    return tell(line.getErr(), what + " (see `" + where + " --help`)");
  }

  private static int tell(PrintWriter err, @Nullable String message) {
    err.println("palaver: " + message);
    err.flush();
    return ExitCode.USAGE;
  }
}
