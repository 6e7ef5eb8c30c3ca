// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCommandsTest {
  private static final int STEPS = 600;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void whateverIsAskedInWhateverOrderThePromisesHold(int group) {
    for (int seed = group * 1_000; seed < group * 1_000 + 50; seed++) {
      run(seed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void theSameCommandsGiveTheSameEvents(long seed) {
    assertThat(run(seed)).isEqualTo(run(seed)).hasSizeGreaterThan(STEPS / 2);
  }

  private static List<RoomsEvent> run(long seed) {
    try {
      Drive drive = new Drive(new SplittableRandom(seed)::nextInt);
      for (int i = 0; i < STEPS; i++) {
        drive.step();
      }
      drive.finish();
      return drive.trace();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
