// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.Simulation;

/// A mute by the server, which no client can undo.
class SilenceTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");

  private final World world = new World(new Simulation(1));
  private final Client talker = world.join(ROOM, 10);
  private final Client listener = world.join(ROOM, 10);

  @BeforeEach
  void talk() {
    world.awaitConnected(talker, listener);
    talker.speak(20);
    world.run(SECOND);
  }

  @Test
  void nothingButThreeSilenceFramesFollowsTheCommand() {
    int before = listener.heard.size();
    world.silence(talker, true);
    world.run(5 * SECOND);
    List<Heard> after = listener.heard.subList(before, listener.heard.size());
    assertThat(after.stream().filter(Heard::isSilenceFrame)).hasSize(3);
    assertThat(after.stream().filter(h -> !h.isSilenceFrame()))
        .as("what was under way on the link")
        .hasSizeLessThanOrEqualTo(1);
    assertThat(world.engine.stats().silencedPackets()).isGreaterThan(240);
  }

  @Test
  void speakingEndsAtOnceAndDoesNotStartWhileSilenced() {
    world.silence(talker, true);
    world.run(1);
    assertThat(world.speaking(talker).getLast().speaking()).isFalse();
    int told = world.speaking(talker).size();
    world.run(5 * SECOND);
    assertThat(world.speaking(talker)).hasSize(told);
  }

  @Test
  void unsilencedTheyAreHeardAgainInTheSameSlot() {
    String mid = listener.heard.getFirst().mid();
    world.silence(talker, true);
    world.run(2 * SECOND);
    Heard last = listener.heard.getLast();
    int before = listener.heard.size();
    world.silence(talker, false);
    world.run(SECOND);
    Heard next = listener.heard.get(before);
    assertThat(next.mid()).isEqualTo(mid);
    assertThat(next.sequence() - last.sequence()).isEqualTo(1);
    assertThat(next.isSilenceFrame()).isFalse();
  }

  @Test
  void aNewConnectionOfTheSameSessionStaysSilenced() {
    world.silence(talker, true);
    world.run(100 * MS);
    talker.reconnect();
    world.awaitConnected(talker);
    int before = listener.heard.size();
    world.run(2 * SECOND);
    assertThat(listener.heard).hasSize(before);
  }

  @Test
  void aMuteBeforeTheConnectionHolds() {
    Client late = world.prepare(10);
    world.silence(late, true);
    late.connect(ROOM, 10);
    world.awaitConnected(late);
    late.speak(10);
    world.run(SECOND);
    assertThat(listener.framesFrom(late)).isEmpty();
    world.silence(late, false);
    world.run(SECOND);
    assertThat(listener.framesFrom(late)).isNotEmpty();
  }

  @Test
  void aMuteTakenBackOrOfASessionThatEndedIsForgotten() {
    Client late = world.prepare(10);
    world.silence(late, true);
    world.silence(late, false);
    late.connect(ROOM, 10);
    world.awaitConnected(late);
    late.speak(10);
    world.run(SECOND);
    assertThat(listener.framesFrom(late)).isNotEmpty();
    assertThat(world.engine.stats().unknownSessions()).isEqualTo(2);
  }
}
