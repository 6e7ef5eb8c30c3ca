// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.diagnosis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether nodes did what docs/slo.md holds them to, from their own notes: go, or no-go with the
/// lines that fail. What needs clocks that agree between machines is measured on the bed instead.
public final class Scorecard {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PRESSES_MIN = 20;
  private static final double GRANT_MS = 50;
  private static final double LEADER_MEDIAN_MS = 1_000;
  private static final double LEADER_P99_MS = 2_000;
  private static final double CONCEALED_SHARE = 0.05;

  /// How a line is.
  enum State {
    OK,
    FAIL,
    /// Nothing was seen of it.
    NONE
  }

  private record Line(State state, String what, String value, String bar, String evidence) {

    String text() {
      String sign = state == State.OK ? "ok  " : state == State.FAIL ? "FAIL" : "-   ";
      return String.format(
          Locale.ROOT, "%s  %-40s %-10s %-12s %s", sign, what, value, bar, evidence);
    }
  }

  private final List<Double> grantsMs = new ArrayList<>();
  private final List<Double> electionsMs = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<String> crashed = new ArrayList<>();
  private final List<String> conflicts = new ArrayList<>();
  private final List<String> leaderless = new ArrayList<>();
  private int stalls;
  private double failures;
  private double samples;
  private double concealed;
  private boolean figures;

  /// Adds what one node noted.
  ///
  /// @param entries of its bundle, by name
  public void add(Map<String, byte[]> entries) {
    String name = json(entries, "bundle.json").path("name").asString("a node that has ended");
    names.add(name);
    EventReview review = new EventReview();
    for (String log : List.of("events.before.jsonl", "events.jsonl")) {
      text(entries, log).lines().forEach(line -> review.on(parsed(line)));
    }
    grantsMs.addAll(review.grantsMs());
    electionsMs.addAll(review.electionsMs());
    stalls += review.stalls();
    review.crashes().forEach(at -> crashed.add(name + " at " + at));
    review.conflicts().forEach(burst -> conflicts.add(name + ": " + burst));
    figures(name, FigureText.read(text(entries, "metrics.txt")));
  }

  private void figures(String name, Map<String, Double> of) {
    if (of.isEmpty()) {
      return;
    }
    figures = true;
    failures += of.getOrDefault("palaver_radio_failures_total", 0.0);
    samples += of.getOrDefault("palaver_radio_sound_samples_total", 0.0);
    concealed += of.getOrDefault("palaver_radio_sound_concealed_samples_total", 0.0);
    boolean others = of.getOrDefault("palaver_radio_members_alive", 1.0) > 1;
    if (others && of.getOrDefault("palaver_radio_has_leader", 1.0) == 0) {
      leaderless.add(name);
    }
  }

  private static String text(Map<String, byte[]> entries, String name) {
    return new String(entries.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
  }

  private static JsonNode json(Map<String, byte[]> entries, String name) {
    return parsed(text(entries, name));
  }

  /// A line that is none says nothing.
  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException damaged) {
      return JSON.createObjectNode();
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(quantile("press to grant, p95", grantsMs, 0.95, GRANT_MS, "presses"));
    String lost = "times a leader was lost";
    lines.add(quantile("a new leader, median", electionsMs, 0.5, LEADER_MEDIAN_MS, lost));
    lines.add(quantile("a new leader, p99", electionsMs, 0.99, LEADER_P99_MS, lost));
    lines.add(none("nodes without a leader now", leaderless));
    lines.add(none("two leases of one leader at once", conflicts));
    lines.add(none("runs that ended by a crash", crashed));
    lines.add(zero("exceptions that escaped a node", failures, figures));
    lines.add(zero("times a node stood still", stalls, true));
    double share = samples == 0 ? 0 : concealed / samples;
    lines.add(
        new Line(
            samples == 0 ? State.NONE : share <= CONCEALED_SHARE ? State.OK : State.FAIL,
            "sound that was made up",
            percent(share),
            percent(CONCEALED_SHARE),
            Math.round(samples / 48_000) + " s of sound"));
    return lines;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static Line quantile(String what, List<Double> values, double at, double bar, String of) {
    List<Double> sorted = values.stream().sorted().toList();
    String limit = Math.round(bar) + " ms";
    if (sorted.isEmpty()) {
      return new Line(State.NONE, what, "-", limit, "no " + of);
    }
    double value = sorted.get((int) Math.ceil(at * sorted.size()) - 1);
    State state = value <= bar ? State.OK : State.FAIL;
    return new Line(state, what, Math.round(value) + " ms", limit, sorted.size() + " " + of);
  }

  private static Line none(String what, List<String> found) {
    State state = found.isEmpty() ? State.OK : State.FAIL;
    return new Line(state, what, String.valueOf(found.size()), "0", String.join("; ", found));
  }

  private static Line zero(String what, double count, boolean seen) {
    State state = !seen ? State.NONE : count == 0 ? State.OK : State.FAIL;
    return new Line(state, what, String.valueOf(Math.round(count)), "0", "");
  }

  /// Whether all that was seen is within its bar, and enough was seen.
  public boolean isGo() {
    return grantsMs.size() >= PRESSES_MIN
        && lines().stream().noneMatch(line -> line.state == State.FAIL);
  }

  /// The card, for people and scripts: a line for each bar, then the answer.
  public List<String> text() {
    List<String> text = new ArrayList<>();
    text.add("nodes: " + String.join(", ", names));
    lines().forEach(line -> text.add(line.text().stripTrailing()));
    long failing = lines().stream().filter(line -> line.state == State.FAIL).count();
    if (failing > 0) {
      text.add("no-go: " + failing + (failing == 1 ? " line fails" : " lines fail"));
    } else if (grantsMs.size() < PRESSES_MIN) {
      text.add("no-go: fewer than " + PRESSES_MIN + " presses say too little");
    } else {
      text.add("go");
    }
    return text;
  }
}
