// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palaver.bed.RadioProcess.Answer;

/// Six nodes for hours, people talking, nodes coming and going: two are never touched, and what
/// they hold must not grow. `-Dsoak.minutes=30` makes it shorter than two hours.
@Tag("long")
class SoakTest {

  private static final int NODES = 6;
  private static final int WATCHED = 2;
  private static final int MINUTES = Integer.getInteger("soak.minutes", 120);
  private static final int TONE_MS = 1_500;
  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(8);
  private final List<List<Footprint>> looks = new ArrayList<>();
  private int said;
  private int heard;
  private int kills;
  private int stops;
  private int leadersKilled;

  @Test
  void nothingGrowsWhileNodesComeAndGo() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    for (int i = 0; i < WATCHED; i++) {
      looks.add(new ArrayList<>());
    }
    try (Bed bed = new Bed("s", folder, NODES, 0)) {
      Path tone = Recording.tone(folder.resolve("tone.wav"), TONE_MS);
      long startNs = System.nanoTime();
      long churnNs = startNs;
      long lookNs = startNs + MINUTE_NS;
      while (System.nanoTime() - startNs < MINUTES * MINUTE_NS) {
        bed.awaitAgreed(60, bed.all());
        talk(bed, tone);
        if (System.nanoTime() >= lookNs) {
          lookNs += MINUTE_NS;
          look(bed);
        }
        if (System.nanoTime() - churnNs > MINUTE_NS / 3) {
          churnNs = System.nanoTime();
          churn(bed);
        }
      }
      report();
      judge();
    }
  }

  private void talk(Bed bed, Path tone) {
    int talker = random.nextInt(NODES);
    int listener = (talker + 1 + random.nextInt(NODES - 1)) % NODES;
    Path file = folder.resolve("heard.wav");
    CompletableFuture<Answer> listening = bed.node(listener).listen(file, 3);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    said++;
    boolean sent = bed.node(talker).talk(tone).join().ok();
    listening.join();
    heard += sent && Recording.read(file).loudMs() > TONE_MS * 9 / 10 ? 1 : 0;
  }

  /// One of those that may go is killed or asked to stop, and starts again.
  private void churn(Bed bed) {
    int index = WATCHED + random.nextInt(NODES - WATCHED);
    leadersKilled += bed.node(index).leads() ? 1 : 0;
    if (random.nextBoolean()) {
      kills++;
      bed.node(index).kill();
    } else {
      stops++;
      assertThat(bed.node(index).stop()).isZero();
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1 + random.nextInt(4)));
    bed.restart(index);
  }

  private void look(Bed bed) {
    for (int i = 0; i < WATCHED; i++) {
      Footprint now = Footprint.of(bed.node(i).pid());
      looks.get(i).add(now);
      System.out.printf(
          Locale.ROOT,
          "minute %d node %d: heap %.2f MB, resident %.1f MB, %d threads, %d files,"
              + " cpu %d ms; %d said, %d heard, %d kills, %d stops, %d of a leader%n",
          looks.get(i).size(),
          i,
          now.heapBytes() / 1e6,
          now.residentBytes() / 1e6,
          now.threads(),
          now.files(),
          now.cpuMs(),
          said,
          heard,
          kills,
          stops,
          leadersKilled);
    }
  }

  private void report() {
    for (int i = 0; i < WATCHED; i++) {
      System.out.printf(
          Locale.ROOT,
          "node %d over %d min: heap %+.0f KB an hour, resident %+.0f KB an hour%n",
          i,
          MINUTES,
          perHour(i, Footprint::heapBytes) / 1e3,
          perHour(i, Footprint::residentBytes) / 1e3);
    }
  }

  /// The slope of the line of least squares through the second half of what was seen, per hour.
  private double perHour(int index, ToLongFunction<Footprint> of) {
    List<Footprint> all = looks.get(index);
    List<Footprint> half = all.subList(all.size() / 2, all.size());
    double meanX = (half.size() - 1) / 2.0;
    double meanY = half.stream().mapToLong(of).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int x = 0; x < half.size(); x++) {
      above += (x - meanX) * (of.applyAsLong(half.get(x)) - meanY);
      below += (x - meanX) * (x - meanX);
    }
    return below == 0 ? 0 : 60 * above / below;
  }

  private void judge() {
    for (int i = 0; i < WATCHED; i++) {
      List<Footprint> all = looks.get(i);
      Footprint middle = all.get(all.size() / 2);
      Footprint last = all.getLast();
      assertThat(last.heapBytes()).as("heap").isLessThan(middle.heapBytes() * 11 / 10 + 500_000);
      assertThat(last.threads()).as("threads").isLessThan(middle.threads() + 4);
      assertThat(last.files()).as("files").isLessThan(middle.files() + 4);
    }
    assertThat(heard).as("of " + said).isGreaterThan(said * 9 / 10);
  }
}
