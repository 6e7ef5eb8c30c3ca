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

/// Four nodes that find each other by the address of one, where nothing carries multicast.
@Timeout(120)
class WithoutMulticastTest {

  private static final int NODES = 4;
  private static final int NEWCOMER = NODES;

  @TempDir Path folder;

  @Test
  void nodesFindEachOtherByTheAddressOfOneAndGoOnWithoutIt() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    String[] options = {"--no-multicast", "--peer", Lan.address(1)};
    try (Bed bed = new Bed("u", folder, NODES, 1, options)) {
      bed.awaitAgreed(20, bed.all());
      for (int i : bed.all()) {
        bed.until("node " + i + " knows all", 10, () -> bed.node(i).aliveCount() == NODES);
      }
      aDeviceThatKnowsOneAddressKnocksAndComesIn(bed, options);
      bed.node(1).kill();
      bed.awaitAgreed(20, 0, 2, 3);
      Path heard = folder.resolve("heard.wav");
      CompletableFuture<Answer> listening = bed.node(2).listen(heard, 3);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      Path tone = Recording.tone(folder.resolve("tone.wav"), 1_000);
      assertThat(bed.node(3).talk(tone).join().ok()).isTrue();
      listening.join();
      assertThat(Recording.read(heard).loudMs()).isBetween(900, 1_600);
      assertThat(bed.node(0).stop()).as("a stop is asked for").isZero();
    }
  }

  private void aDeviceThatKnowsOneAddressKnocksAndComesIn(Bed bed, String... options) {
    try (RadioProcess device =
        RadioProcess.start(bed.lan().at(NEWCOMER), folder.resolve("new"), "newcomer", options)) {
      RadioProcess operator = bed.node(0);
      bed.until("it knocks", 30, () -> !operator.knocks().isEmpty());
      operator.approve(operator.knocks().getFirst().split("  ", 3)[0]);
      device.awaitReady();
      bed.until("it follows as the others do", 20, () -> device.leader().equals(operator.leader()));
      assertThat(device.stop()).isZero();
    }
    bed.until("it is gone", 20, () -> bed.node(0).aliveCount() == NODES);
  }
}
