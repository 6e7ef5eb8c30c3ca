// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import palaver.sim.NetworkProfile;
import palaver.sim.SimulationFailure;

/// Both protocols in venues of growing size, side by side.
///
/// @param runs v1 and v2 of each size, in turn
public record Comparison(List<Kpi> runs) {

  public Comparison {
    runs = List.copyOf(runs);
  }

  /// Plays the default scenario of both protocols with one seed, equal presses and equal Opus
  /// frames.
  ///
  /// @param sizes numbers of nodes
  public static Comparison play(NetworkProfile profile, List<Integer> sizes, int minutes, long seed)
      throws SimulationFailure {
    List<Kpi> runs = new ArrayList<>();
    for (int nodes : sizes) {
      runs.add(Kpi.run("v1", profile, nodes, minutes, seed));
      runs.add(Kpi.run("v2", profile, nodes, minutes, seed));
    }
    return new Comparison(runs);
  }

  /// A table of what arrives when, and one of what it costs.
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| nodes | protocol | press to last node, p50 | p95 | missed of a burst, p50 | p95"
            + " | two talkers heard |\n|---|---|---|---|---|---|---|\n");
    for (Kpi run : runs) {
      head(text, run);
      figure(text, run, "press_to_last_node_ms");
      figure(text, run, "burst_missed_percent");
      text.append(twoTalkers(run)).append(" |\n");
    }
    text.append("\n| nodes | protocol | class | packets/s | kB/s | busiest node, packets/s |");
    text.append(
        " its kB/s | air of the fullest access point |\n|---|---|---|---|---|---|---|---|\n");
    for (Kpi run : runs) {
      for (Kpi.TrafficLine line : run.traffic()) {
        cost(text, run, line);
      }
    }
    return text.toString();
  }

  private static void figure(StringBuilder text, Kpi run, String name) {
    Kpi.Figure figure = Objects.requireNonNull(run.figures().get(name));
    for (int percent : new int[] {50, 95}) {
      text.append(KpiText.number(figure.samples().percentile(percent)));
      text.append(' ').append(figure.unit()).append(" | ");
    }
  }

  private static void head(StringBuilder text, Kpi run) {
    text.append("| ").append(run.nodes()).append(" | ").append(run.protocol()).append(" | ");
  }

  private static long twoTalkers(Kpi run) {
    return run.checks().stream()
        .filter(check -> check.name().startsWith("c "))
        .mapToLong(Check::violations)
        .sum();
  }

  private static void cost(StringBuilder text, Kpi run, Kpi.TrafficLine line) {
    double seconds = run.minutes() * 60.0;
    double air = run.airPercent().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    head(text, run);
    text.append(line.name()).append(" | ");
    text.append(KpiText.number(line.packets() / seconds)).append(" | ");
    text.append(KpiText.number(line.bytes() / seconds / 1_000)).append(" | ");
    text.append(KpiText.number(line.perNodeMaxPackets() / seconds)).append(" | ");
    text.append(KpiText.number(line.perNodeMaxBytes() / seconds / 1_000)).append(" | ");
    text.append(KpiText.number(air)).append(" % |\n");
  }
}
