// SPDX-License-Identifier: Apache-2.0
package palaver.app.sim;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.scenarios.Check;
import palaver.scenarios.Kpi;
import palaver.scenarios.KpiText;
import palaver.sim.NetworkProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `palaver sim`.
@Command(
    name = "sim",
    description = "Plays a venue of radio nodes in virtual time and reports how it did.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    subcommands = {SimSweepCommand.class, SimBarsCommand.class, SimCompareCommand.class},
    footer = {
      "",
      "Writes kpi.json, report.md and kpi.svg. The same options give the same trace hash.",
      "",
      "Exit codes: 0 all invariants held or a replay decided the same, 1 one was broken or it did not,",
      "2 wrong options."
    })
public final class SimCommand implements Callable<Integer> {
  static final String PROFILES =
      "The network: wired, good-wifi, busy-wifi, bad-wifi, roaming or storm (default:"
          + " ${DEFAULT-VALUE}).";

  private static final int NODES_MAX = 200;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "good-wifi",
      description = PROFILES)
  String profile = "";

  @Option(
      names = "--nodes",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many nodes, 3 to 200 (default: ${DEFAULT-VALUE}).")
  int nodes;

  @Option(
      names = "--minutes",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "How long, in minutes of virtual time (default: ${DEFAULT-VALUE}).")
  int minutes;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "What chance follows from (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--protocol",
      paramLabel = "VERSION",
      defaultValue = "v2",
      description = "v2, or v1 as a baseline (default: ${DEFAULT-VALUE}).")
  String protocol = "";

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      defaultValue = "sim-report",
      description = "Where the report goes (default: ${DEFAULT-VALUE}).")
  Path report = Path.of("sim-report");

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Plays no venue, but what a node was given, from `palaver radio bundle` (default: none).")
  @Nullable Path replay;

  @Option(
      names = "--events",
      description = "With --replay: print each input that led to events (default: the result).")
  boolean events;

  @Override
  public Integer call() throws StartFailure {
    if (replay != null) {
      return new BundleReplay(spec.commandLine().getOut(), events).play(replay);
    }
    Kpi kpi =
        Kpi.run(checkedProtocol(), profile(spec, profile), checkedNodes(), checkedMinutes(), seed);
    write(kpi);
    PrintWriter out = spec.commandLine().getOut();
    out.print(KpiText.markdown(kpi));
    out.flush();
    for (Check check : kpi.checks()) {
      if (check.violations() > 0) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("palaver: broken: " + check.name() + ", " + check.violations() + " times");
        err.flush();
      }
    }
    return kpi.holds() ? 0 : 1;
  }

  private String checkedProtocol() {
    if (!protocol.equals("v1") && !protocol.equals("v2")) {
      throw wrong("--protocol is v1 or v2");
    }
    return protocol;
  }

  /// The network of that name; any other name is refused.
  static NetworkProfile profile(CommandSpec spec, String name) {
    String names =
        NetworkProfile.ALL.stream().map(NetworkProfile::name).collect(Collectors.joining(", "));
    return NetworkProfile.named(name)
        .orElseThrow(
            () -> new ParameterException(spec.commandLine(), "--profile is one of " + names));
  }

  private int checkedNodes() {
    if (nodes < 3 || nodes > NODES_MAX) {
      throw wrong("--nodes is 3 to " + NODES_MAX);
    }
    return nodes;
  }

  private int checkedMinutes() {
    if (minutes < 1 || minutes > 1_440) {
      throw wrong("--minutes is 1 to 1440");
    }
    return minutes;
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void write(Kpi kpi) throws StartFailure {
    try {
      Files.createDirectories(report);
      Files.writeString(report.resolve("kpi.json"), KpiText.json(kpi));
      Files.writeString(report.resolve("report.md"), KpiText.markdown(kpi));
      Files.writeString(report.resolve("kpi.svg"), KpiText.svg(kpi));
    } catch (IOException e) {
      throw new StartFailure("the report cannot be written to " + report, e);
    }
  }
}
