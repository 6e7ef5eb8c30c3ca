// SPDX-License-Identifier: Apache-2.0
package palaver.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoundsTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void talkCountsHalfAfterEachMinute() {
    TalkTimes times = new TalkTimes();
    times.add(0, 1, 8 * SECOND);
    assertThat(times.recentNs(0, 1)).isEqualTo(8 * SECOND);
    assertThat(times.recentNs(60 * SECOND, 1)).isEqualTo(4 * SECOND);
    assertThat(times.recentNs(90 * SECOND, 1)).isBetween(2_900_000_000L, 3_100_000_000L);
    assertThat(times.recentNs(600_000 * SECOND, 1)).isZero();
    times.add(60 * SECOND, 1, SECOND);
    assertThat(times.recentNs(60 * SECOND, 1)).isEqualTo(5 * SECOND);
    times.clear();
    assertThat(times.recentNs(60 * SECOND, 1)).isZero();
  }

  @Test
  void talkTimesAreBoundedAndForgetWhoTalkedLongestAgo() {
    TalkTimes times = new TalkTimes();
    for (int who = 0; who <= TalkTimes.PARTICIPANTS_MAX; who++) {
      times.add(who, who, SECOND);
    }
    assertThat(times.recentNs(TalkTimes.PARTICIPANTS_MAX, 0)).isZero();
    assertThat(times.recentNs(TalkTimes.PARTICIPANTS_MAX, 1)).isPositive();
  }

  @Test
  void waitingTimesAreBounded() {
    RetryAfter retry = new RetryAfter();
    for (int who = 1; who <= RetryAfter.PARTICIPANTS_MAX + 1; who++) {
      retry.add(who, who * SECOND);
    }
    assertThat(retry.leftNs(0, 1)).isZero();
    assertThat(retry.leftNs(0, 2)).isEqualTo(2 * SECOND);
  }

  @Test
  void limitsMustMakeSense() {
    FloorLimits d = FloorLimits.DEFAULT;
    assertThatThrownBy(() ->
            new FloorLimits(
                d.renewNs(), d.renewNs(), 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
