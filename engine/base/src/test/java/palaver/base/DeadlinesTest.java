// SPDX-License-Identifier: Apache-2.0
package palaver.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private enum Timer {
    SHORT,
    LONG
  }

  private final Deadlines<Timer> deadlines = new Deadlines<>(Timer.class);

  @Test
  void nothingIsDueUntilATimerIsSet() {
    assertThat(deadlines.earliestNs()).isEqualTo(Deadlines.NEVER);
    assertThat(deadlines.expire(Timer.SHORT, Long.MAX_VALUE - 1)).isFalse();
  }

  @Test
  void theEarliestTimerDecides() {
    deadlines.set(Timer.LONG, 50);
    deadlines.set(Timer.SHORT, 10);
    assertThat(deadlines.earliestNs()).isEqualTo(10);
    deadlines.clear(Timer.SHORT);
    assertThat(deadlines.earliestNs()).isEqualTo(50);
  }

  @Test
  void aTimerExpiresOnceAndNotBeforeItsTime() {
    deadlines.set(Timer.SHORT, 10);
    assertThat(deadlines.expire(Timer.SHORT, 9)).isFalse();
    assertThat(deadlines.isSet(Timer.SHORT)).isTrue();
    assertThat(deadlines.expire(Timer.SHORT, 10)).isTrue();
    assertThat(deadlines.expire(Timer.SHORT, 10)).isFalse();
  }
}
