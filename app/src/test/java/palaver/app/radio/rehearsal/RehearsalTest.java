// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void twoNodesTakeTheFloorByTurnsAndHearEachOther() {
    Rehearsal rehearsal = new Rehearsal();

    assertThat(rehearsal.play()).isEqualTo(Rehearsal.PRESSES);
    // Who leads is granted its first press before the other has the key of its voice.
    assertThat(rehearsal.framesHeard())
        .isGreaterThanOrEqualTo((Rehearsal.PRESSES - 1) * Rehearsal.SPOKEN_STEPS);
  }
}
