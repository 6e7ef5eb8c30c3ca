// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.LinkProfile;
import palaver.sim.Simulation;

/// What listeners hear after a moderator's command, over links as they are.
class ModerationPathTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");
  private static final int COMMANDS = 200;

  private final World world = new World(new Simulation(3));
  private final Client talker = world.join(ROOM, 10);
  private final Client listener = world.join(ROOM, 10);

  @Test
  void silenceIsHeardWithinTheDelayOfTheLinkAt99PercentOfMutes() {
    LinkProfile link = LinkProfile.steady(20 * MS).withJitter(15 * MS);
    world.sim.defaultLink(link);
    talkToEachOther();
    List<Long> lastVoicedNs = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      world.run(200 * MS + i * 97_003L % (20 * MS));
      int before = listener.heard.size();
      long atNs = world.sim.nowNs();
      world.silence(talker, true);
      world.run(400 * MS);
      List<Heard> after = listener.heard.subList(before, listener.heard.size());
      assertThat(after.stream().filter(Heard::isSilenceFrame)).hasSize(3);
      lastVoicedNs.add(
          after.stream().filter(h -> !h.isSilenceFrame()).mapToLong(Heard::atNs).max().orElse(atNs)
              - atNs);
      world.silence(talker, false);
    }
    Collections.sort(lastVoicedNs);
    assertThat(lastVoicedNs.get(COMMANDS * 99 / 100)).isLessThanOrEqualTo(35 * MS);
  }

  @Test
  void nothingButThreeSilenceFramesFollowsAKick() {
    talkToEachOther();
    int before = listener.heard.size();
    world.leave(talker);
    world.run(2 * SECOND);
    List<Heard> after = listener.heard.subList(before, listener.heard.size());
    assertThat(after.stream().filter(Heard::isSilenceFrame)).hasSize(3);
    assertThat(after.stream().filter(h -> !h.isSilenceFrame())).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void anObserverHearsAllOfAFullRoomAndIsNeverHeard() {
    Client third = world.join(ROOM, 3);
    world.awaitConnected(third);
    talkToEachOther();
    Client observer = world.prepareObserver(10);
    observer.connect(ROOM, 10);
    world.awaitConnected(observer);
    observer.speak(10);
    third.speak(15);
    world.run(2 * SECOND);

    assertThat(observer.framesFrom(talker)).hasSizeGreaterThan(90);
    assertThat(observer.framesFrom(third)).hasSizeGreaterThan(90);
    assertThat(listener.framesFrom(observer)).isEmpty();
    assertThat(third.framesFrom(observer)).isEmpty();
    assertThat(world.speaking(observer)).isEmpty();
  }

  @Test
  void anObserverTakesNobodysPlace() {
    RoomKey duo = new RoomKey("materie", "duo");
    Client observer = world.prepareObserver(3);
    observer.connect(duo, 2);
    world.awaitConnected(observer);
    Client first = world.join(duo, 2);
    Client second = world.join(duo, 2);
    world.awaitConnected(first, second);
    first.speak(20);
    second.speak(20);
    world.run(SECOND);
    assertThat(second.framesFrom(first)).isNotEmpty();
    assertThat(observer.framesFrom(first)).isNotEmpty();
    assertThat(observer.framesFrom(second)).isNotEmpty();
  }

  private void talkToEachOther() {
    world.awaitConnected(talker, listener);
    talker.speak(20);
    world.run(SECOND);
  }
}
