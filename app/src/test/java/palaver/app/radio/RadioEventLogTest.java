// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The log of events in a node's folder.
@Timeout(90)
final class RadioEventLogTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private static List<JsonNode> lines(Nodes nodes, String node) throws Exception {
    Path log = nodes.data(node).resolve("diagnosis").resolve("events.jsonl");
    return Files.readAllLines(log).stream().map(JSON::readTree).toList();
  }

  private static List<JsonNode> of(List<JsonNode> lines, String event) {
    return lines.stream().filter(line -> line.path("event").asString().equals(event)).toList();
  }

  private static Set<String> bursts(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> line.path("burst").asString(""))
        .filter(burst -> !burst.isEmpty())
        .collect(Collectors.toSet());
  }

  @Test
  void onePressHasTheSameIdInTheLogsOfAllNodes() throws Exception {
    Nodes nodes = new Nodes(folder);
    nodes.pair((ada, grace) -> {
      assertThat(nodes.talk("Grace", 1).code()).isZero();
      Nodes.until("the burst is over", () -> ada.snapshot().talker() == null);
      ada.diagnosis();
      grace.diagnosis();
      List<JsonNode> talker = lines(nodes, "Grace");
      List<JsonNode> listener = lines(nodes, "Ada");
      Set<String> said = bursts(of(talker, "press"));
      assertThat(said).hasSize(1);
      assertThat(bursts(of(listener, "talker"))).isEqualTo(said);
      assertThat(of(listener, "talker").getFirst().path("talker").asString())
          .isEqualTo(grace.snapshot().self().node().toString());
      JsonNode asked =
          of(talker, "press").stream()
              .filter(line -> line.path("state").asString().equals("asking"))
              .findFirst()
              .orElseThrow();
      JsonNode granted =
          of(talker, "press").stream()
              .filter(line -> line.path("state").asString().equals("granted"))
              .findFirst()
              .orElseThrow();
      assertThat(asked.path("press").asLong()).as("what came before the grant").isPositive();
      assertThat(granted.path("press").asLong()).isEqualTo(asked.path("press").asLong());
      theLeaderTellsOfItToo(talker, listener, said);
      theElectionIsTold(listener);
    });
  }

  private static void theLeaderTellsOfItToo(
      List<JsonNode> one, List<JsonNode> two, Set<String> said) {
    List<JsonNode> leader = of(one, "granted").isEmpty() ? two : one;
    assertThat(bursts(of(leader, "granted"))).isEqualTo(said);
    assertThat(bursts(of(leader, "ended"))).isEqualTo(said);
  }

  private static void theElectionIsTold(List<JsonNode> lines) {
    assertThat(of(lines, "standing")).isNotEmpty();
    assertThat(of(lines, "election")).isNotEmpty();
    JsonNode first = lines.getFirst();
    assertThat(first.path("at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(first.path("node").asString()).hasSize(16);
    assertThat(first.path("boot").asString()).isNotEmpty();
  }

  @Test
  void theNotesOfANodeAreForItsOwnerOnly() throws Exception {
    Nodes nodes = new Nodes(folder);
    nodes.start("Ada", 0, null).close();
    Path notes = nodes.data("Ada").resolve("diagnosis");
    for (String name : List.of("events.jsonl", "inputs.tape")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(notes.resolve(name))))
          .isEqualTo("rw-------");
    }
  }
}
