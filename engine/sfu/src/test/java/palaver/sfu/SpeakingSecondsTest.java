// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palaver.base.RoomKey;
import palaver.sim.Simulation;

@DisplayName("Speaking time is within 5 % of the truth (R123, R537)")
final class SpeakingSecondsTest {

  /// Talk bursts and pauses as in a conversation: bursts of 0.6 to 4 s, pauses of 0.5 to 3 s, and a
  /// noise floor in the pauses.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void overAConversationOfKnownBursts(long seed) {
    World world = new World(new Simulation(seed));
    Client talker = world.join(new RoomKey("materie", "halle"), 10);
    world.awaitConnected(talker);
    SplittableRandom random = new SplittableRandom(seed);
    long spokenNs = 0;
    for (int burst = 0; burst < 40; burst++) {
      long talkMs = 20L * random.nextInt(30, 200);
      talker.speak(25 + random.nextInt(10));
      world.run(talkMs * MS);
      spokenNs += talkMs * MS;
      talker.speak(75);
      world.run(random.nextInt(500, 3_000) * MS);
    }
    world.run(SECOND);

    assertThat(told(world.speaking(talker))).isCloseTo(spokenNs, within(spokenNs / 20));
  }

  private static long told(List<SfuEvent.SpeakingChanged> changes) {
    long sumNs = 0;
    for (int i = 0; i + 1 < changes.size(); i += 2) {
      assertThat(changes.get(i).speaking()).isTrue();
      assertThat(changes.get(i + 1).speaking()).isFalse();
      sumNs += changes.get(i + 1).atNs() - changes.get(i).atNs();
    }
    return sumNs;
  }
}
