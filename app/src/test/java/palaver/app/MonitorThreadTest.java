// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The thread that looks at what happens")
final class MonitorThreadTest {

  private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

  @Test
  void whatFindsNoPlaceIsDroppedAndCountedAndTheRestIsLookedAtInTheEnd() {
    AtomicInteger looked = new AtomicInteger();
    MonitorThread thread = new MonitorThread(() -> {}, HOUR_NS);
    for (int i = 0; i < MonitorThread.WAITING_MAX + 7; i++) {
      thread.offer(looked::incrementAndGet);
    }
    assertThat(thread.droppedCount()).isEqualTo(7);
    thread.start();
    thread.close();
    assertThat(looked).hasValue(MonitorThread.WAITING_MAX);
  }

  @Test
  void aNoteThatFailsHoldsNothingUp() throws InterruptedException {
    CountDownLatch after = new CountDownLatch(1);
    try (MonitorThread thread = new MonitorThread(() -> {}, HOUR_NS)) {
      thread.start();
      thread.offer(() -> {
        throw new IllegalStateException("a bad note");
      });
      thread.offer(after::countDown);
      assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void itLooksAroundByItself() throws InterruptedException {
    CountDownLatch twice = new CountDownLatch(2);
    try (MonitorThread thread = new MonitorThread(twice::countDown, 1_000_000)) {
      thread.start();
      assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
