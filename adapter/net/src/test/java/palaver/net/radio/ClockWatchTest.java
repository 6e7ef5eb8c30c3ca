// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.net.radio.ClockWatch.Finding;

class ClockWatchTest {

  private static final long EPOCH_MS = 1_800_000_000_000L;
  private static final long MS = 1_000_000;

  private final ClockWatch watch = new ClockWatch(0, EPOCH_MS);

  @Test
  void clocksThatGoAlikeTellNothing() {
    for (int i = 1; i < 100; i++) {
      assertThat(watch.look(i * 500L * MS, EPOCH_MS + i * 500L)).isEqualTo(new Finding.Steady());
    }
  }

  @Test
  void aSleepIsNoticedOnceAndMeasured() {
    watch.look(1_000 * MS, EPOCH_MS + 1_000);

    assertThat(watch.look(1_100 * MS, EPOCH_MS + 61_100)).isEqualTo(new Finding.Slept(60_000 * MS));
    assertThat(watch.look(1_200 * MS, EPOCH_MS + 61_200)).isEqualTo(new Finding.Steady());
  }

  @Test
  void aProcessThatStoodStillDidNotSleep() {
    assertThat(watch.look(60_000 * MS, EPOCH_MS + 60_000)).isEqualTo(new Finding.Steady());
  }

  @Test
  void aClockThatIsSetBackIsNoSleep() {
    assertThat(watch.look(500 * MS, EPOCH_MS - 3_600_000)).isEqualTo(new Finding.WallMoved());
    assertThat(watch.look(600 * MS, EPOCH_MS - 3_599_900)).isEqualTo(new Finding.Steady());
  }

  @Test
  void driftIsToldWhenItHasAddedUp() {
    int told = 0;
    for (int i = 1; i <= 1_000; i++) {
      told += watch.look(i * 500L * MS, EPOCH_MS + i * 501L) instanceof Finding.WallMoved ? 1 : 0;
    }
    assertThat(told).isEqualTo(4);
  }
}
