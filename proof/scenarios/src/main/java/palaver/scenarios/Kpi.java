// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.List;
import java.util.Map;
import palaver.sim.NetworkProfile;
import palaver.sim.SimulationFailure;

/// What a run of `palaver sim` has measured.
///
/// @param protocol "v1" or "v2"
/// @param minutes of virtual time
/// @param traceHash the same in every run of the same seed
/// @param checks the invariants
/// @param figures measured values by name, in the order of the report
/// @param traffic lines of the report about packets, bytes and air
/// @param airPercent how much of the time the air of each access point was in use, for those whose
///   air was
/// @param notes further lines for people
public record Kpi(
    String protocol,
    NetworkProfile profile,
    int nodes,
    int minutes,
    long seed,
    long traceHash,
    List<Check> checks,
    Map<String, Figure> figures,
    List<TrafficLine> traffic,
    List<Double> airPercent,
    List<String> notes) {

  /// One measured thing.
  ///
  /// @param unit such as "ms"
  public record Figure(String unit, Samples samples) {}

  /// Packets and bytes of one class.
  ///
  /// @param perNodeMaxPackets what the busiest node has sent
  public record TrafficLine(
      String name, long packets, long bytes, long perNodeMaxPackets, long perNodeMaxBytes) {}

  /// Runs the default scenario.
  public static Kpi run(String protocol, NetworkProfile profile, int nodes, int minutes, long seed)
      throws SimulationFailure {
    return protocol.equals("v1")
        ? new V1Story(profile, nodes, minutes, seed).play()
        : new KpiStory(profile, nodes, minutes, seed).play();
  }

  /// Runs the default scenario under protocol v2 and tells `ears` what every node hears.
  ///
  /// @param calm whether nobody dies and nothing splits
  public static Kpi listen(
      NetworkProfile profile, int nodes, int minutes, long seed, boolean calm, Ears ears)
      throws SimulationFailure {
    KpiStory story = new KpiStory(profile, nodes, minutes, seed);
    story.listen(ears);
    if (calm) {
      story.stayCalm();
    }
    return story.play();
  }

  /// Whether every invariant held.
  public boolean holds() {
    return checks.stream().allMatch(check -> check.violations() == 0);
  }
}
