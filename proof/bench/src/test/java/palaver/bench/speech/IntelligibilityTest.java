// SPDX-License-Identifier: Apache-2.0
package palaver.bench.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.audio.codec.Codecs;
import palaver.audio.loopback.LoopbackNetwork;
import palaver.audio.trace.Network;
import palaver.codec.OpusLibrary;

/// Eight cells of the matrix that [IntelligibilityReport] measures, on 60 s of speech in virtual
/// time. With so few words one cell is worth some percent: what is asked here leaves that much
/// room, and the bar itself is what the report shows.
class IntelligibilityTest {

  private static final int SENTENCES = 12;

  @TempDir private Path folder;

  private record Cell(VoiceChoice choice, LoopbackNetwork network, double least) {}

  private static Cell cell(Optional<Network> jitter, int percent, boolean bursty, double least) {
    return new Cell(
        VoiceChoice.DEFAULT, new LoopbackNetwork(jitter, percent / 100.0, bursty, 7), least);
  }

  private static List<Cell> cells() {
    return List.of(
        cell(Optional.empty(), 0, false, 0.93),
        cell(Optional.empty(), 10, false, 0.90),
        cell(Optional.empty(), 30, false, 0.80),
        cell(Optional.empty(), 10, true, 0.80),
        cell(Optional.of(Network.WIFI), 5, false, 0.88),
        cell(Optional.of(Network.HANDOVER), 5, false, 0.88),
        cell(Optional.of(Network.BURST), 0, false, 0.85),
        cell(Optional.of(Network.REORDERING), 10, false, 0.88));
  }

  /// R358. Speech is understood through loss and jitter.
  @Test
  void speechIsUnderstoodInLossyProfiles() throws Exception {
    assumeTrue(Recogniser.isInstalled(), "flite and pocketsphinx are not installed");
    SpeechSample sample = SpeechSample.spoken(SpokenText.story(SENTENCES));
    Codecs codecs = new Codecs(OpusLibrary.open());
    List<Cell> cells = cells();
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      Future<WordAccuracy> clean =
          workers.submit(() -> IntelligibilityReport.clean(sample, folder));
      List<Callable<Trial>> trials = new ArrayList<>();
      for (Cell cell : cells) {
        trials.add(() -> Trial.run(sample, cell.choice(), cell.network(), codecs, folder));
      }
      List<Future<Trial>> results = workers.invokeAll(trials);
      assertThat(clean.get().share()).as("the recogniser itself").isGreaterThan(0.8);
      for (int i = 0; i < cells.size(); i++) {
        double relative = results.get(i).get().accuracy().relativeTo(clean.get());
        assertThat(relative).as("%s", cells.get(i)).isGreaterThan(cells.get(i).least());
      }
    }
  }
}
