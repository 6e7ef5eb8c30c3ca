// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palaver.bed.RadioProcess.Answer;
import tools.jackson.databind.node.ObjectNode;

/// Three nodes of v2 and two of protocol v1 on one network, as in the middle of a migration.
@Timeout(120)
class OldDevicesTest {

  private static final int NODES = 3;

  @TempDir Path folder;

  private RadioProcess old(Bed bed, int place) {
    String[] options = {"--protocol", "v1", "--no-sound"};
    return RadioProcess.start(
        bed.lan().at(place), folder.resolve("old" + place), "old " + place, options);
  }

  private static void pause(long ms) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
  }

  private static String state(RadioProcess old) {
    return old.status().path("state").asString();
  }

  private static int talkers(RadioProcess node) {
    return node.status().path("floor").path("talker").isNull() ? 0 : 1;
  }

  @Test
  void nodesOfV1AndV2TalkWithEachOtherUnderOneFloor() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (Bed bed = new Bed("o", folder, NODES, 2);
        RadioProcess west = old(bed, NODES);
        RadioProcess east = old(bed, NODES + 1)) {
      west.awaitReady();
      east.awaitReady();
      int leader = bed.awaitAgreed(20, bed.all());
      Path tone = Recording.tone(folder.resolve("tone.wav"), 2_000);
      shutNothingPasses(bed, west, tone);
      open(bed);
      int member = (leader + 1) % NODES;
      v1IsHeardByBoth(bed.node(member), west, east, tone);
      v2IsHeardByV1(bed.node(member), west, east, tone);
    }
  }

  private void shutNothingPasses(Bed bed, RadioProcess west, Path tone) {
    bed.until("the old ones find each other", 10, () -> others(west) >= 1);
    CompletableFuture<Answer> said = west.talk(tone);
    pause(500);
    for (int i : bed.all()) {
      assertThat(talkers(bed.node(i))).as("the window is shut").isZero();
    }
    assertThat(said.join().ok()).isTrue();
  }

  private static int others(RadioProcess old) {
    return old.status().path("others").asInt();
  }

  private static void open(Bed bed) {
    ObjectNode arguments = RadioProcess.arguments();
    arguments.putArray("changes").add("v1-window=1");
    assertThat(bed.node(0).ask("settings.set", arguments).ok()).isTrue();
    bed.until(
        "the leader has it",
        30,
        () -> {
          int leader = bed.leaderOf(bed.all());
          return leader >= 0 && bed.node(leader).log().contains("joined by this node");
        });
  }

  /// A member of v2 hears it once and waits for its own turn; the other v1 node hears it directly.
  private void v1IsHeardByBoth(
      RadioProcess member, RadioProcess west, RadioProcess east, Path tone) {
    Path heard = folder.resolve("v2-heard.wav");
    Path next = folder.resolve("v1-heard.wav");
    CompletableFuture<Answer> listening = member.listen(heard, 4);
    CompletableFuture<Answer> atEast = east.listen(next, 4);
    pause(300);
    CompletableFuture<Answer> talking = west.talk(tone);
    pause(700);
    assertThat(talkers(member)).isOne();
    assertThat(east.talk(tone).join().remarks()).containsExactly("denied: other has permission");
    Path later = Recording.tone(folder.resolve("later.wav"), 300);
    CompletableFuture<Answer> waiting = member.talk(later);
    assertThat(talking.join().remarks()).containsExactly("Said it.");
    assertThat(waiting.join().remarks()).as("it waited").containsExactly("Said it.");
    listening.join();
    atEast.join();
    assertThat(Recording.read(heard).loudMs()).isBetween(1_700, 2_200);
    assertThat(Recording.read(next).loudMs()).isBetween(1_900, 2_700);
  }

  /// Both v1 nodes hear it, once, and may not press meanwhile.
  private void v2IsHeardByV1(RadioProcess member, RadioProcess west, RadioProcess east, Path tone) {
    Path atWest = folder.resolve("west.wav");
    Path atEast = folder.resolve("east.wav");
    CompletableFuture<Answer> first = west.listen(atWest, 4);
    CompletableFuture<Answer> second = east.listen(atEast, 4);
    pause(300);
    CompletableFuture<Answer> talking = member.talk(tone);
    pause(1_000);
    assertThat(state(west)).isEqualTo("taken");
    assertThat(west.talk(tone).join().remarks()).containsExactly("denied: other has permission");
    assertThat(talking.join().remarks()).containsExactly("Said it.");
    first.join();
    second.join();
    assertThat(state(west)).isEqualTo("free");
    assertThat(Recording.read(atWest).loudMs()).isBetween(1_700, 2_300);
    assertThat(Recording.read(atEast).loudMs()).isBetween(1_700, 2_300);
  }
}
