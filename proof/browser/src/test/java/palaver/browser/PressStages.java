// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the time between a press and the far speaker's sound goes, by what both nodes noted. Their
/// notes have milliseconds.
final class PressStages {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<JsonNode> talker;
  private final List<JsonNode> listener;
  private final Map<String, List<Long>> stages = new LinkedHashMap<>();

  /// @param talker the log of events of the node that talks
  /// @param listener that of the other
  PressStages(Path talker, Path listener) {
    this.talker = read(talker);
    this.listener = read(listener);
  }

  private static List<JsonNode> read(Path log) {
    try {
      return Files.readAllLines(log).stream().map(JSON::readTree).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long after(List<JsonNode> log, long sinceMs, Predicate<JsonNode> which) {
    return log.stream()
        .filter(which)
        .mapToLong(line -> Instant.parse(line.path("at").asString()).toEpochMilli())
        .filter(atMs -> atMs >= sinceMs)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing after " + sinceMs + " in " + log));
  }

  private static boolean is(JsonNode line, String event) {
    return line.path("event").asString().equals(event);
  }

  /// Takes one press.
  ///
  /// @param pressedMs when, in milliseconds since 1970
  /// @param soundMs when the recorder at the far speaker heard it
  void add(long pressedMs, long soundMs) {
    long asks =
        after(
            talker,
            pressedMs,
            line -> is(line, "press") && line.path("state").asString().equals("asking"));
    long granted =
        after(
            talker,
            asks,
            line -> is(line, "press") && line.path("state").asString().equals("granted"));
    long heard = after(listener, pressedMs, line -> is(line, "talker"));
    long sounds = after(listener, heard, line -> is(line, "sounds"));
    note("press to request", asks - pressedMs);
    note("request to grant", granted - asks);
    note("grant to the first frame at the other node", heard - granted);
    note("first frame to its playout", sounds - heard);
    note("playout to the recorder, through the speaker's device", soundMs - sounds);
    note("all", soundMs - pressedMs);
  }

  private void note(String stage, long ms) {
    stages.computeIfAbsent(stage, _ -> new ArrayList<>()).add(ms);
  }

  /// A table row for each stage.
  String table() {
    StringBuilder table = new StringBuilder("| stage | p50 | p95 |\n|---|---|---|\n");
    for (String stage : stages.keySet()) {
      List<Long> sorted = Objects.requireNonNull(stages.get(stage)).stream().sorted().toList();
      table
          .append("| ")
          .append(stage)
          .append(" | ")
          .append(sorted.get(sorted.size() / 2))
          .append(" | ")
          .append(sorted.get((int) (0.95 * (sorted.size() - 1))))
          .append(" |\n");
    }
    return table.toString();
  }
}
