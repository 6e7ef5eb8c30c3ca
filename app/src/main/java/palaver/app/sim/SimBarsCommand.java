// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import palaver.app.start.Version;
import palaver.scenarios.Bars;
import palaver.sim.SimulationFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `palaver sim bars`.
@Command(
    name = "bars",
    description = "Measures what docs/slo.md holds the radio to, over many seeds, on all cores.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {"", "Exit codes: 0 all bars hold, 1 one does not, 2 wrong options."})
public final class SimBarsCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 100_000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "200",
      description = "How many seeds (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  long first;

  @Override
  public Integer call() {
    if (seeds < 1 || seeds > SEEDS_MAX) {
      throw new ParameterException(spec.commandLine(), "--seeds is 1 to " + SEEDS_MAX);
    }
    PrintWriter out = spec.commandLine().getOut();
    Bars all = new Bars();
    List<SimulationFailure> failures = SeedRun.play(first, seeds, Bars::play, all::add);
    failures.forEach(failure -> out.println(failure.getMessage()));
    out.print(all.markdown());
    out.flush();
    return failures.isEmpty() && all.hold() ? 0 : 1;
  }
}
