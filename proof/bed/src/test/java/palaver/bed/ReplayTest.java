// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.bed.RadioProcess.Answer;

/// Somebody on the cable who keeps what the nodes send and sends it again.
@Timeout(120)
class ReplayTest {

  private static final int NODES = 4;
  private static final int PLACE = NODES;

  @TempDir Path folder;

  @Test
  void aReplayingNodeIsNotHeardAndDisturbsNobody() throws Exception {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (Bed bed = new Bed("r", folder, NODES, 1)) {
      bed.lan().floods(0);
      int leader = bed.awaitAgreed(30, bed.all());
      long term = bed.node(leader).status().path("term").asLong();
      Process replayer =
          new ProcessBuilder(RadioProcess.java(bed.lan().at(PLACE), "palaver.bed.Replayer", "eth0"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        replay(bed, replayer);
      } finally {
        replayer.destroyForcibly();
      }
      assertThat(bed.awaitAgreed(10, bed.all())).isEqualTo(leader);
      assertThat(bed.node(leader).status().path("term").asLong()).isEqualTo(term);
    }
  }

  private void replay(Bed bed, Process replayer) throws IOException {
    Writer to = replayer.outputWriter(UTF_8);
    BufferedReader from = replayer.inputReader(UTF_8);
    assertThat(from.readLine()).isEqualTo("recording");
    assertThat(loudMs(bed, "first.wav", 1)).as("while it records").isBetween(1_300, 2_100);
    int recorded = Integer.parseInt(next(to, from));
    assertThat(recorded).as("with the voice for others").isGreaterThan(150);

    long refused = refused(bed);
    Path silence = folder.resolve("silence.wav");
    CompletableFuture<Answer> listening = bed.node(2).listen(silence, 4);
    assertThat(Integer.parseInt(next(to, from))).isEqualTo(recorded);
    listening.join();
    assertThat(Recording.read(silence).loudMs()).as("an old burst is not heard").isZero();
    assertThat(refused(bed) - refused).as("was refused").isGreaterThan(recorded / 4);

    to.write("\n");
    to.flush();
    assertThat(loudMs(bed, "during.wav", 3)).as("while it sends again").isBetween(1_300, 2_100);
    assertThat(Integer.parseInt(from.readLine())).isEqualTo(recorded);
  }

  private static String next(Writer to, BufferedReader from) throws IOException {
    to.write("\n");
    to.flush();
    return from.readLine();
  }

  /// How much of a burst of 1.5 s by `talker` is heard at node 2.
  private int loudMs(Bed bed, String name, int talker) {
    Path heard = folder.resolve(name);
    CompletableFuture<Answer> listening = bed.node(2).listen(heard, 4);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    Path tone = Recording.tone(folder.resolve("tone-" + name), 1_500);
    assertThat(bed.node(talker).talk(tone).join().remarks()).containsExactly("Said it.");
    listening.join();
    return Recording.read(heard).loudMs();
  }

  private static long refused(Bed bed) {
    long refused = 0;
    for (int i : bed.all()) {
      refused += bed.node(i).status().path("network").path("refused").asLong();
    }
    return refused;
  }
}
