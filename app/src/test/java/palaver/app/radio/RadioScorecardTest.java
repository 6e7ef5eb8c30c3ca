// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.app.radio.Nodes.Ran;
import palaver.radio.RadioCommand;

/// `palaver radio scorecard` of real nodes, and their figures.
@Timeout(120)
final class RadioScorecardTest {

  @TempDir Path folder;

  @Test
  void twoNodesThatTalkAreJudgedByTheirBundlesAndAsTheyRun() throws Exception {
    Nodes nodes = new Nodes(folder);
    Path zip = folder.resolve("ada.zip");
    nodes.pair((ada, grace) -> {
      Ran early = nodes.radio("Ada", "scorecard");
      assertThat(early.code()).isEqualTo(1);
      assertThat(early.out()).contains("no-go: ");
      for (int i = 0; i < 22; i++) {
        press(grace);
      }
      nodes.radio("Ada", "bundle", "--out", zip.toString());
      Ran card = nodes.radio("Ada", "scorecard", zip.toString(), nodes.data("Grace").toString());
      assertThat(card.out())
          .contains("nodes: Ada, Grace")
          .containsPattern("press to grant, p95 +\\d+ ms +50 ms +2\\d presses")
          .containsPattern("ok +two leases of one leader at once +0")
          .containsPattern("ok +runs that ended by a crash +0")
          .containsPattern("ok +exceptions that escaped a node +0");
      assertThat(card.code()).isEqualTo(card.out().strip().endsWith("\ngo") ? 0 : 1);
    });
    Files.writeString(folder.resolve("none"), "x");
    assertThat(nodes.radio("Ada", "scorecard", folder.resolve("none").toString()).code())
        .isEqualTo(2);
  }

  private static void press(RadioStation node) {
    node.command(new RadioCommand.Press(0, false));
    Nodes.until("it is granted", () -> node.snapshot().talker() != null);
    node.command(new RadioCommand.Release());
    Nodes.until("it is over", () -> node.snapshot().talker() == null);
  }

  @Test
  void theFiguresOfANodeAreAtMetrics() throws Exception {
    Nodes nodes = new Nodes(folder);
    try (RadioStation ada = nodes.start("Ada", 0, null);
        HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create(ada.address() + "/metrics");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.body())
          .contains("# TYPE palaver_radio_members gauge\npalaver_radio_members 1\n")
          .contains("palaver_radio_datagrams_refused_total{cause=\"wrong_mac\"} 0")
          .contains("palaver_radio_recording 1")
          .containsPattern("palaver_radio_info\\{node=\"[0-9a-f]{16}\",name=\"Ada\"");
      everyFigureIsInTheReference(answer.body());
    }
  }

  private static void everyFigureIsInTheReference(String body) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("verify"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    String reference = Files.readString(root.resolve("docs/reference-metrics.md"));
    body.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .forEach(name -> assertThat(reference).contains("`" + name + "`"));
  }
}
