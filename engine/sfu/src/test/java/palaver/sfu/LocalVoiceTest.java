// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.base.SessionId;
import palaver.rtc.stream.ReceivedRtp;
import palaver.sim.Simulation;

/// Voice between a participant and something within the program, as handsets of a radio have it.
class LocalVoiceTest {
  private static final int FRAMES = 5;

  private final World world = new World(new Simulation(1));
  private final Client handset = world.join(new RoomKey("handset", "a"), 2);
  private final Client other = world.join(new RoomKey("handset", "b"), 2);
  private int given;
  private int stream = 7;

  @BeforeEach
  void connect() {
    handset.hearsFromWithin = true;
    world.awaitConnected(handset, other);
  }

  private int next(long nowNs, ReceivedRtp into) {
    if (given == FRAMES) {
      given++;
      return LocalVoice.END;
    }
    if (given > FRAMES) {
      return LocalVoice.NONE;
    }
    byte[] payload = {0, 0, 0, 0, (byte) given};
    assertThat(into.local(nowNs, stream, given++, payload, 1, 4)).isTrue();
    return stream;
  }

  private void play() {
    world.sfu.command(new SfuCommand.Play(handset.session, this::next));
    world.run(SECOND);
  }

  @Test
  void itIsHeardByThatParticipantAloneAndFadesOut() {
    play();
    List<Heard> heard = handset.heard;
    assertThat(heard).hasSize(FRAMES + 3);
    assertThat(heard.subList(0, FRAMES)).allMatch(each -> each.stream() == 7);
    assertThat(heard.get(1).timestamp() - heard.get(0).timestamp()).isEqualTo(960);
    assertThat(heard.subList(FRAMES, FRAMES + 3)).allMatch(Heard::isSilenceFrame);
    assertThat(other.heard).isEmpty();
  }

  @Test
  void anotherTalkerGoesOnInTheSameStream() {
    play();
    long last = handset.heard.getLast().sequence();
    given = 0;
    stream = 8;
    play();
    assertThat(handset.heard.get(FRAMES + 3).sequence()).isEqualTo(last + 1);
    assertThat(handset.heard.get(FRAMES + 3).stream()).isEqualTo(8);
  }

  @Test
  void whatAParticipantSaysIsTappedUnlessTheyAreSilenced() {
    handset.speak(20);
    world.run(SECOND);
    int heard = world.tapped.getOrDefault(handset.session, 0);
    assertThat(heard).isGreaterThan(40);
    assertThat(world.tapped).doesNotContainKey(other.session);
    world.silence(handset, true);
    world.run(100 * MS);
    int before = world.tapped.getOrDefault(handset.session, 0);
    world.run(SECOND);
    assertThat(world.tapped.get(handset.session)).isEqualTo(before);
  }

  @Test
  void nobodyIsPlayedToWhoIsNotThere() {
    world.sfu.command(new SfuCommand.Play(new SessionId("nobody"), this::next));
    world.run(100 * MS);
    assertThat(given).isZero();
    assertThat(world.engine.stats().unknownSessions()).isEqualTo(1);
  }
}
