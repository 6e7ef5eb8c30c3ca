// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.bench.speech.Recogniser;
import palaver.bench.speech.SpokenText;
import tools.jackson.databind.JsonNode;

/// Listeners that lose more and more of what comes to them: what each node says about its own
/// health follows what a recogniser understands there.
@Tag("long")
@Timeout(300)
class HealthTest {

  private static final int[] LOSS_PERCENT = {0, 5, 15, 30, 45};
  private static final int SENTENCES = 6;

  @TempDir Path folder;

  private final List<Double> understood = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();

  @Test
  void theHealthScoreFollowsWhatIsHeard() throws Exception {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    assumeThat(Recogniser.isInstalled()).isTrue();
    int listeners = LOSS_PERCENT.length;
    try (Bed bed = new Bed("q", folder, listeners + 1, 0)) {
      bed.awaitAgreed(30, bed.all());
      for (int i = 0; i < listeners; i++) {
        bed.lan().lose(i, LOSS_PERCENT[i]);
      }
      List<RadioProcess> ears = IntStream.range(0, listeners).mapToObj(bed::node).toList();
      Passage.Result result =
          new Passage(folder, bed.node(listeners), ears).say(SpokenText.story(SENTENCES));
      for (int i = 0; i < listeners; i++) {
        JsonNode health = ears.get(i).status().path("health");
        understood.add(result.heard().get(i).relativeTo(result.clean()));
        scores.add(health.path("score").asDouble());
        System.out.printf(
            Locale.ROOT,
            "%d %% lost: %.2f understood, health %.0f %s%n",
            LOSS_PERCENT[i],
            understood.getLast(),
            scores.getLast(),
            health.path("reasons"));
      }
      double correlation = correlation();
      System.out.printf(Locale.ROOT, "correlation %.2f%n", correlation);
      assertThat(correlation).isGreaterThan(0.5);
    }
  }

  private double correlation() {
    double meanX = understood.stream().mapToDouble(d -> d).average().orElse(0);
    double meanY = scores.stream().mapToDouble(d -> d).average().orElse(0);
    double both = 0;
    double squareX = 0;
    double squareY = 0;
    for (int i = 0; i < scores.size(); i++) {
      double x = understood.get(i) - meanX;
      double y = scores.get(i) - meanY;
      both += x * y;
      squareX += x * x;
      squareY += y * y;
    }
    return both / Math.sqrt(squareX * squareY);
  }
}
