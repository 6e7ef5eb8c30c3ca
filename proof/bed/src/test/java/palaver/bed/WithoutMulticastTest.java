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

/// Three nodes that find each other by their addresses, where nothing carries multicast.
@Timeout(120)
class WithoutMulticastTest {

  @TempDir Path folder;

  @Test
  void nodesFindEachOtherByStaticPeers() {
    assumeThat(System.getProperty("user.name")).as("namespaces need root").isEqualTo("root");
    try (Bed bed =
        new Bed(
            "u",
            folder,
            3,
            0,
            "--no-multicast",
            "--peer",
            Lan.address(0),
            "--peer",
            Lan.address(1),
            "--peer",
            Lan.address(2))) {
      bed.awaitAgreed(20, bed.all());
      Path heard = folder.resolve("heard.wav");
      CompletableFuture<Answer> listening = bed.node(2).listen(heard, 3);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      Path tone = Recording.tone(folder.resolve("tone.wav"), 1_000);
      assertThat(bed.node(0).talk(tone).join().ok()).isTrue();
      listening.join();
      assertThat(Recording.read(heard).loudMs()).isBetween(900, 1_600);
      assertThat(bed.node(0).stop()).as("a stop is asked for").isZero();
    }
  }
}
