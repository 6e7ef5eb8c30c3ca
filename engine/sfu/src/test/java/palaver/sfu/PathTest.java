// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.SimNode;
import palaver.sim.Simulation;

/// How a participant's path is kept, moved and given up.
class PathTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");

  private final World world = new World(new Simulation(1));
  private final Client talker = world.join(ROOM, 10);
  private final Client listener = world.join(ROOM, 10);

  @BeforeEach
  void connect() {
    world.awaitConnected(talker, listener);
    talker.speak(20);
    world.run(SECOND);
  }

  private List<SimNode.Timed<SfuEvent>> states(Client client) {
    return world.sfu.events().stream()
        .filter(timed ->
            timed.event() instanceof SfuEvent.MediaStateChanged changed
                && changed.session().equals(client.session))
        .toList();
  }

  @Test
  void statesGoFromCheckedToConnected() {
    assertThat(states(talker).stream().map(SimNode.Timed::event))
        .containsExactly(
            new SfuEvent.MediaStateChanged(talker.session, MediaState.CHECKED),
            new SfuEvent.MediaStateChanged(talker.session, MediaState.CONNECTED));
  }

  @Test
  void withoutChecksItIsReconnectingAfter6sAndLostAfter30s() {
    LinkRule cut = LinkRule.cut(talker.node().endpoint());
    world.sim.addRule(cut);
    long cutNs = world.sim.nowNs();
    world.run(40 * SECOND);
    List<SimNode.Timed<SfuEvent>> states = states(talker);
    assertThat(states).hasSize(4);
    assertThat(states.get(2).event())
        .isEqualTo(new SfuEvent.MediaStateChanged(talker.session, MediaState.RECONNECTING));
    assertThat(states.get(2).atNs() - cutNs).isBetween(3 * SECOND, 6 * SECOND + 2 * MS);
    assertThat(states.get(3).event())
        .isEqualTo(new SfuEvent.MediaStateChanged(talker.session, MediaState.LOST));
    assertThat(states.get(3).atNs() - states.get(2).atNs())
        .isBetween(24 * SECOND - 2 * MS, 24 * SECOND + 2 * MS);
  }

  @Test
  void aPathThatComesBackInTimeIsConnectedAgainAndHeard() {
    LinkRule cut = LinkRule.cut(talker.node().endpoint());
    world.sim.addRule(cut);
    world.run(15 * SECOND);
    assertThat(world.state(talker)).isEqualTo(MediaState.RECONNECTING);
    world.sim.removeRule(cut);
    world.run(5 * SECOND);
    assertThat(world.state(talker)).isEqualTo(MediaState.CONNECTED);
    int before = listener.framesFrom(talker).size();
    world.run(SECOND);
    assertThat(listener.framesFrom(talker).size() - before).isBetween(48, 52);
  }

  @Test
  void whoNeverFinishesTheHandshakeIsLostAfter15s() {
    Client late = world.prepare(10);
    late.connect(ROOM, 10);
    world.sim.addRule(LinkRule.drop(p -> p.from().equals(late.node().endpoint())));
    long startNs = world.sim.nowNs();
    world.run(20 * SECOND);
    assertThat(world.state(late)).isEqualTo(MediaState.LOST);
    assertThat(states(late).getLast().atNs() - startNs)
        .isBetween(15 * SECOND, 15 * SECOND + 2 * MS);
  }

  @Test
  void anotherCertificateThanTheSdpsIsLost() {
    Client mallory = world.prepare(10);
    mallory.showsAnotherCertificate = true;
    mallory.connect(ROOM, 10);
    world.run(2 * SECOND);
    assertThat(world.state(mallory)).isEqualTo(MediaState.LOST);
  }

  @Test
  void aFailedHandshakeIsLost() {
    Client late = world.prepare(10);
    late.connect(ROOM, 10);
    world.sfu.command(new SfuCommand.DtlsFailed(late.session, "bad-certificate"));
    world.run(MS);
    assertThat(world.state(late)).isEqualTo(MediaState.LOST);
  }

  @Test
  void aMovedClientIsHeardAndHearsAfterItsNextCheck() {
    listener.node().moveTo(Endpoint.v4(77, 7_777));
    talker.node().moveTo(Endpoint.v6(78, 8_888));
    world.run(4 * SECOND);
    int before = listener.framesFrom(talker).size();
    world.run(SECOND);
    assertThat(listener.framesFrom(talker).size() - before).isBetween(48, 52);
    assertThat(world.state(talker)).isEqualTo(MediaState.CONNECTED);
    world.run(40 * SECOND);
    assertThat(world.state(talker)).isEqualTo(MediaState.CONNECTED);
  }

  @Test
  void anIceRestartKeepsKeysSlotsAndSequences() {
    String mid = listener.heard.getFirst().mid();
    listener.restartIce();
    talker.restartIce();
    world.run(4 * SECOND);
    int before = listener.heard.size();
    world.run(SECOND);
    List<Heard> after = listener.heard.subList(before, listener.heard.size());
    assertThat(after).hasSizeBetween(48, 52).allMatch(h -> h.mid().equals(mid));
    List<Integer> frames = listener.framesFrom(talker);
    assertThat(frames).isSorted().hasSize(frames.getLast() - frames.getFirst() + 1);
    assertThat(states(talker)).hasSize(2);
  }
}
