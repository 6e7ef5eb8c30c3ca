// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.SimNode;
import palaver.sim.Simulation;

class SpeakingTest {
  private final World world = new World(new Simulation(1));
  private final Client talker = world.join(new RoomKey("materie", "halle"), 10);

  @BeforeEach
  void connect() {
    world.awaitConnected(talker);
  }

  private List<SimNode.Timed<SfuEvent>> told() {
    return world.sfu.events().stream()
        .filter(timed -> timed.event() instanceof SfuEvent.SpeakingChanged)
        .toList();
  }

  @Test
  void speakingStartsWithTheFirstVoicedPacket() {
    talker.speak(60);
    world.run(SECOND);
    assertThat(told()).isEmpty();
    long voicedNs = world.sim.nowNs();
    talker.speak(45);
    world.run(SECOND);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().atNs() - voicedNs).isLessThanOrEqualTo(21 * MS);
  }

  @Test
  void speakingEnds400MsAfterTheLastVoicedPacketAlsoWhenNoPacketsCome() {
    talker.speak(20);
    world.run(SECOND + MS);
    talker.stopSending();
    world.run(2 * SECOND);
    long lastNs = talker.lastSentNs + MS;
    assertThat(told()).hasSize(2);
    assertThat(told().getLast().atNs() - lastNs).isBetween(400 * MS, 401 * MS);
  }

  @Test
  void speakingEnds400MsAfterTheLastVoicedPacketAlsoWhenQuietOnesCome() {
    talker.speak(20);
    world.run(SECOND + MS);
    long lastNs = talker.lastSentNs + MS;
    talker.speak(90);
    world.run(2 * SECOND);
    assertThat(told()).hasSize(2);
    assertThat(told().getLast().atNs() - lastNs).isBetween(400 * MS, 401 * MS);
  }

  @Test
  void pausesBelow400MsDoNotEndIt() {
    for (int word = 0; word < 20; word++) {
      talker.speak(20);
      world.run(300 * MS);
      talker.stopSending();
      world.run(370 * MS);
    }
    assertThat(told()).hasSize(1);
  }
}
