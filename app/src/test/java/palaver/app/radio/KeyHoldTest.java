// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A terminal's key as a talk button.
final class KeyHoldTest {

  private static final long MS = 1_000_000;

  private final KeyHold key = new KeyHold();

  private void at(long ms) {
    key.tick(ms * MS);
  }

  private void stroke(long ms) {
    key.tick(ms * MS);
    key.stroke(ms * MS);
  }

  @Test
  void oneStrokeSwitchesOnAndTheNextOff() {
    stroke(1_000);
    at(9_000);
    assertThat(key.isDown()).isTrue();
    stroke(9_100);
    assertThat(key.isDown()).isFalse();
  }

  @Test
  void aKeyThatIsRepeatedIsHeldUntilItIsNot() {
    stroke(1_000);
    for (long ms = 1_500; ms < 4_000; ms += 33) {
      stroke(ms);
      assertThat(key.isDown()).isTrue();
    }
    at(4_200);
    assertThat(key.isDown()).isTrue();
    at(4_300);
    assertThat(key.isDown()).isFalse();
    stroke(5_000);
    assertThat(key.isDown()).as("a new talk").isTrue();
  }

  @Test
  void escapeLetsGoWhateverTheKeyDoes() {
    stroke(1_000);
    key.letGo();
    assertThat(key.isDown()).isFalse();
    stroke(1_100);
    assertThat(key.isDown()).isTrue();
  }
}
