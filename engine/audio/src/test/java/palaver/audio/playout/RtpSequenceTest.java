// SPDX-License-Identifier: Apache-2.0
package palaver.audio.playout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.audio.playout.RtpSequence.Place;

class RtpSequenceTest {

  private static final long MS = 1_000_000;

  private final RtpSequence order = new RtpSequence();
  private long nowNs;

  private Place accept(int sequence, int timestamp) {
    nowNs += 20 * MS;
    return order.accept(nowNs, 1, sequence & 0xffff, timestamp, false);
  }

  @Test
  void bothNumbersWrap() {
    accept(65_534, -1_920);
    long sequence = order.sequence();
    long timestamp = order.timestamp();
    for (int i = 1; i < 5; i++) {
      assertThat(accept(65_534 + i, -1_920 + i * 960)).isEqualTo(Place.NEXT);
      assertThat(order.sequence()).isEqualTo(sequence + i);
      assertThat(order.timestamp()).isEqualTo(timestamp + i * 960L);
    }
    assertThat(order.expected()).isEqualTo(5);
  }

  @Test
  void anOlderPacketComesOnceAndThenIsADuplicate() {
    accept(1, 960);
    accept(3, 2_880);
    assertThat(accept(2, 1_920)).isEqualTo(Place.OLDER);
    assertThat(accept(2, 1_920)).isEqualTo(Place.DUPLICATE);
    assertThat(accept(3, 2_880)).isEqualTo(Place.DUPLICATE);
  }

  @Test
  void oneWildNumberIsAStrayTwoInARowAreARestart() {
    accept(1, 960);
    assertThat(accept(20_000, 5)).isEqualTo(Place.STRAY);
    assertThat(accept(2, 1_920)).isEqualTo(Place.NEXT);
    assertThat(accept(20_000, 5)).isEqualTo(Place.STRAY);
    assertThat(accept(20_001, 965)).isEqualTo(Place.RESTART);
    assertThat(accept(20_002, 1_925)).isEqualTo(Place.NEXT);
    assertThat(order.expected()).isEqualTo(2 + 2);
  }

  @Test
  void aTimestampThatFollowsNeitherSequenceNorClockIsARestart() {
    accept(1, 960);
    assertThat(accept(2, 1_920)).isEqualTo(Place.NEXT);
    assertThat(accept(3, 1_920 + 480_000)).isEqualTo(Place.RESTART);
    assertThat(accept(4, 7)).isEqualTo(Place.RESTART);
  }

  @Test
  void aTimestampThatFollowsTheClockIsAPause() {
    accept(1, 960);
    nowNs += 10_000 * MS;
    assertThat(accept(2, 960 + 481_000)).isEqualTo(Place.NEXT);
  }

  @Test
  void aPacketThatContradictsItselfIsAStray() {
    accept(10, 9_600);
    assertThat(accept(9, 20_000)).isEqualTo(Place.STRAY);
  }
}
