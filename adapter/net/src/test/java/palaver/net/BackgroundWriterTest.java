// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackgroundWriterTest {
  private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

  @Test
  void aWriterThatClosesHasWrittenEverything() {
    int[] written = new int[1];
    try (BackgroundWriter writer = new BackgroundWriter("notes", failures::add)) {
      for (int i = 0; i < 500; i++) {
        assertThat(writer.offer(() -> written[0]++)).isTrue();
      }
    }
    assertThat(written[0]).isEqualTo(500);
    assertThat(failures).isEmpty();
  }

  @Test
  void whatFailsIsToldAndTheNextIsWritten() {
    int[] written = new int[1];
    try (BackgroundWriter writer = new BackgroundWriter("notes", failures::add)) {
      writer.offer(() -> {
        throw new IllegalStateException("the disk is full");
      });
      writer.offer(() -> written[0]++);
    }
    assertThat(written[0]).isEqualTo(1);
    assertThat(failures).extracting(Throwable::getMessage).containsExactly("the disk is full");
  }

  @Test
  void whatHasNoRoomIsRefusedWithoutWaiting() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch slow = new CountDownLatch(1);
    try (BackgroundWriter writer = new BackgroundWriter("notes", failures::add)) {
      writer.offer(() -> {
        begun.countDown();
        awaited(slow);
      });
      begun.await();
      for (int i = 0; i < 1_024; i++) {
        assertThat(writer.offer(() -> {})).isTrue();
      }
      assertThat(writer.offer(() -> {})).isFalse();
      slow.countDown();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
