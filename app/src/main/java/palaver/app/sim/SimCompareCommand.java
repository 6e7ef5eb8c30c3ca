// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import palaver.app.start.Version;
import palaver.scenarios.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `palaver sim compare`.
@Command(
    name = "compare",
    description = "Plays protocol v1 and v2 in venues of growing size and tells what each costs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {"", "Exit codes: 0 it was played, 2 wrong options."})
public final class SimCompareCommand implements Callable<Integer> {
  private static final int NODES_MAX = 200;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "good-wifi",
      description = SimCommand.PROFILES)
  String profile = "";

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "COUNT",
      defaultValue = "10,25,50,100",
      description = "How many nodes, 3 to 200 each (default: ${DEFAULT-VALUE}).")
  List<Integer> nodes = List.of();

  @Option(
      names = "--minutes",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How long, in minutes of virtual time, 1 to 60 (default: ${DEFAULT-VALUE}).")
  int minutes;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "7",
      description = "What chance follows from (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() {
    if (minutes < 1 || minutes > 60 || nodes.stream().anyMatch(n -> n < 3 || n > NODES_MAX)) {
      throw new ParameterException(
          spec.commandLine(), "--nodes is 3 to " + NODES_MAX + " each, --minutes 1 to 60");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(Comparison.play(SimCommand.profile(spec, profile), nodes, minutes, seed).markdown());
    out.flush();
    return 0;
  }
}
