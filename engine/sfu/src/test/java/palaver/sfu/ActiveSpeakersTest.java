// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palaver.base.SessionId;

class ActiveSpeakersTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long START_NS = 100 * SECOND_NS;

  private final ActiveSpeakers speakers = new ActiveSpeakers(3);

  private Talker speaks(long nowNs) {
    Talker talker = new Talker(new SessionId("a"), 1, true, false);
    talker.voice.hear(nowNs, 20);
    return talker;
  }

  private Talker enters(long nowNs) {
    Talker talker = speaks(nowNs);
    speakers.give(speakers.placeFor(nowNs), talker);
    return talker;
  }

  @Test
  void emptyPlacesAreTakenFirst() {
    assertThat(enters(START_NS).place).isEqualTo(0);
    assertThat(enters(START_NS).place).isEqualTo(1);
    assertThat(enters(START_NS).place).isEqualTo(2);
    assertThat(speakers.placeFor(START_NS)).isEqualTo(Talker.NOWHERE);
  }

  @Test
  void nobodyHeardInTheLastTwoSecondsIsReplaced() {
    enters(START_NS);
    enters(START_NS + 1);
    enters(START_NS + 2);
    assertThat(speakers.placeFor(START_NS + 2 * SECOND_NS - 1)).isEqualTo(Talker.NOWHERE);
    assertThat(speakers.placeFor(START_NS + 2 * SECOND_NS)).isZero();
  }

  @Test
  void theOneSilentLongestIsReplaced() {
    Talker first = enters(START_NS);
    Talker second = enters(START_NS + 1);
    Talker third = enters(START_NS + 2);
    first.voice.hear(START_NS + SECOND_NS, 20);
    Talker fourth = enters(START_NS + 10 * SECOND_NS);
    assertThat(fourth.place).isEqualTo(1);
    assertThat(second.place).isEqualTo(Talker.NOWHERE);
    assertThat(first.place).isEqualTo(0);
    assertThat(third.place).isEqualTo(2);
    assertThat(speakers.holder(1)).isSameAs(fourth);
  }

  @Test
  void aFreedPlaceIsEmpty() {
    Talker first = enters(START_NS);
    enters(START_NS);
    speakers.free(0);
    speakers.free(0);
    assertThat(first.place).isEqualTo(Talker.NOWHERE);
    assertThat(speakers.holder(0)).isNull();
    assertThat(speakers.placeFor(START_NS)).isZero();
  }
}
