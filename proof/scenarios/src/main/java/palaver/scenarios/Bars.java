// SPDX-License-Identifier: Apache-2.0
package palaver.scenarios;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palaver.sim.NetworkProfile;

/// What the radio is held to on good Wi-Fi with 100 nodes, over any number of seeds.
///
/// A seed is two minutes of the default scenario with two deaths of the leader in mid-talk and one
/// split, a split and heal without loss and one at 10 % loss, and 100 nodes that start within a
/// second.
public final class Bars {
  private static final int NODES = 100;
  private static final int MINUTES = 2;
  private static final int TENTH_PER_MILLION = 100_000;

  /// One bar: `percent` of the samples stay within `most`.
  private record Bar(String figure, String what, int percent, double most) {}

  private static final List<Bar> ALL =
      List.of(
          new Bar("floor_grant_ms", "press to grant", 95, 50),
          new Bar("press_to_last_node_ms", "press to first frame at the last node", 95, 120),
          new Bar("burst_missed_percent", "share of a burst that a listener misses, %", 95, 10),
          new Bar("reelection_ms", "a new leader after the old one died", 50, 1_000),
          new Bar("reelection_ms", "a new leader after the old one died", 99, 2_000),
          new Bar(
              "leader_death_gap_avoiding_ms",
              "gap when the leader dies in mid-talk, path avoids it",
              95,
              100),
          new Bar(
              "leader_death_gap_through_ms",
              "gap when the leader dies in mid-talk, path went over it",
              95,
              300),
          new Bar("heal_no_loss_ms", "one leader after a heal, no loss", 99, 1_000),
          new Bar("heal_tenth_lost_ms", "one leader after a heal, 10 % loss", 99, 3_000),
          new Bar("rush_ms", "100 start within 1 s: each hears and can ask", 99, 3_000),
          new Bar("talker_copies", "packets a talker sends for a frame", 99, 8),
          new Bar("leader_copies", "packets the leader sends for a frame", 99, 8));

  private final Map<String, Samples> figures = new LinkedHashMap<>();
  private long checks;
  private long violations;
  private int seeds;

  public Bars() {}

  /// Plays one seed.
  public static Bars play(long seed) {
    Bars bars = new Bars();
    Kpi kpi = Kpi.run("v2", NetworkProfile.GOOD_WIFI, NODES, MINUTES, seed);
    kpi.figures().forEach((name, figure) -> bars.samples(name).addAll(figure.samples()));
    kpi.checks().forEach(bars::count);
    NetworkProfile lossless = NetworkProfile.GOOD_WIFI.withLoss(0);
    HealStory.play(lossless, NODES, seed, bars.samples("heal_no_loss_ms"));
    NetworkProfile lossy = NetworkProfile.GOOD_WIFI.withLoss(TENTH_PER_MILLION);
    HealStory.play(lossy, NODES, seed, bars.samples("heal_tenth_lost_ms"));
    RushStory.play(NetworkProfile.GOOD_WIFI, NODES, seed, bars.samples("rush_ms"));
    bars.seeds = 1;
    return bars;
  }

  private Samples samples(String name) {
    return figures.computeIfAbsent(name, _ -> new Samples());
  }

  private void count(Check check) {
    checks += check.checks();
    violations += check.violations();
  }

  /// Adds what other seeds have given.
  public void add(Bars other) {
    other.figures.forEach((name, samples) -> samples(name).addAll(samples));
    checks += other.checks;
    violations += other.violations;
    seeds += other.seeds;
  }

  /// Whether each figure is within its bar and no rule was broken.
  public boolean hold() {
    return violations == 0 && ALL.stream().allMatch(this::holds);
  }

  private boolean holds(Bar bar) {
    return samples(bar.figure()).percentile(bar.percent()) <= bar.most();
  }

  /// A table for people.
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("Good Wi-Fi, 100 nodes, ").append(seeds).append(" seeds, virtual time; ");
    text.append(checks).append(" looks at the rules, ").append(violations).append(" broken.\n\n");
    text.append("| what | | bar | figure | 95 % interval | samples | holds |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    ALL.forEach(bar -> row(text, bar));
    return text.toString();
  }

  private void row(StringBuilder text, Bar bar) {
    Samples samples = samples(bar.figure());
    String line =
        String.format(
            Locale.ROOT,
            "| %s | p%d | %s | %s | %s to %s | %d | %s |%n",
            bar.what(),
            bar.percent(),
            KpiText.number(bar.most()),
            KpiText.number(samples.percentile(bar.percent())),
            KpiText.number(samples.bound(bar.percent(), false)),
            KpiText.number(samples.bound(bar.percent(), true)),
            samples.count(),
            holds(bar) ? "yes" : "no");
    text.append(line);
  }
}
