// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import palaver.app.start.Version;
import palaver.radio.Defect;
import palaver.scenarios.RandomStory;
import palaver.scenarios.Venue;
import palaver.sim.ModelCrypto;
import palaver.sim.Scenarios;
import palaver.sim.SimulationFailure;
import palaver.trust.crypto.Crypto;
import palaver.trust.crypto.StandardCrypto;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `palaver sim sweep`.
@Command(
    name = "sweep",
    description = "Plays random venues with random faults, one for each seed, on all cores.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    footer = {
      "",
      "Of a hundred venues 90 have 3 to 7 nodes, 9 have 8 to 25, one has 50 to 100.",
      "Exit codes: 0 no seed broke a rule and each came to rest, 1 one did not, 2 wrong options."
    })
public final class SimSweepCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 10_000_000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "How many seeds (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The first seed (default: ${DEFAULT-VALUE}).")
  long first;

  @Option(
      names = "--seconds",
      paramLabel = "COUNT",
      defaultValue = "60",
      description =
          "How long faults happen, in virtual time, 10 to 3600 (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--real-crypto",
      description = "With the cryptography that ships, in place of a model of it.")
  boolean real;

  @Override
  public Integer call() {
    if (seeds < 1 || seeds > SEEDS_MAX || seconds < 10 || seconds > 3_600) {
      throw new ParameterException(
          spec.commandLine(), "--seeds is 1 to " + SEEDS_MAX + ", --seconds 10 to 3600");
    }
    PrintWriter out = spec.commandLine().getOut();
    long beganNs = System.nanoTime();
    long[] checks = new long[1];
    List<SimulationFailure> failures =
        SeedRun.play(first, seeds, this::story, seen -> checks[0] += seen);
    long tookS = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs);
    for (SimulationFailure failure : failures) {
      out.println(failure.getMessage());
      out.println("  or: " + replay(failure.seed()));
    }
    out.printf(
        "%d seeds of %d s, %d looks at the rules, %d failures, in %d s%n",
        seeds, seconds, checks[0], failures.size(), tookS);
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }

  private String replay(long seed) {
    return "palaver sim sweep --seeds 1 --seed "
        + seed
        + " --seconds "
        + seconds
        + (real ? " --real-crypto" : "");
  }

  private long story(long seed) {
    Venue[] played = new Venue[1];
    Crypto crypto = real ? new StandardCrypto() : new ModelCrypto();
    Scenarios.run(
        seed,
        simulation ->
            played[0] =
                RandomStory.play(
                    simulation,
                    TimeUnit.SECONDS.toNanos(seconds),
                    EnumSet.noneOf(Defect.class),
                    crypto));
    return played[0].safety().checks().stream().mapToLong(check -> check.checks()).sum();
  }
}
