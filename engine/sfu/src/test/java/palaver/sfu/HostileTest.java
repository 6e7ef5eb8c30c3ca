// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.rtc.SrtpKeys;
import palaver.rtc.SrtpProfile;
import palaver.sim.Endpoint;
import palaver.sim.LinkRule;
import palaver.sim.Passage;
import palaver.sim.Simulation;
import palaver.sim.Verdict;

/// Bad input is counted and dropped; an exception closes one connection and no other.
class HostileTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");
  private static final Endpoint STRANGER = Endpoint.v4(666, 6_666);

  private final World world = new World(new Simulation(1));
  private final Client talker = world.join(ROOM, 10);
  private final Client listener = world.join(ROOM, 10);

  @BeforeEach
  void connect() {
    world.awaitConnected(talker, listener);
    talker.speak(20);
    world.run(SECOND);
  }

  private void assertStillHeard() {
    int before = listener.framesFrom(talker).size();
    world.run(SECOND);
    assertThat(listener.framesFrom(talker).size() - before).isBetween(49, 51);
  }

  @Test
  void aFloodOfGarbageFromStrangersAndFromAClientsAddressChangesNothing() {
    RandomGenerator random = world.sim.fork();
    int[] firstBytes = {0, 1, 3, 20, 22, 63, 64, 127, 128, 144, 191, 192, 255};
    int sent = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] garbage = new byte[random.nextInt(200)];
      random.nextBytes(garbage);
      if (garbage.length > 0) {
        garbage[0] = (byte) firstBytes[random.nextInt(firstBytes.length)];
      }
      Endpoint from = i % 2 == 0 ? STRANGER : talker.node().endpoint();
      world.sim.inject(from, World.SFU, garbage);
      sent++;
    }
    assertStillHeard();
    SfuStats stats = world.engine.stats();
    assertThat(sent).isEqualTo(20_000);
    assertThat(stats.unknownAddressDatagrams()).isGreaterThan(3_000);
    assertThat(stats.otherDatagrams()).isGreaterThan(3_000);
    assertThat(stats.failedPeers()).isZero();
    assertThat(stats.connections()).isEqualTo(2);
  }

  @Test
  void damagedDatagramsOfAClientAreDropped() {
    RandomGenerator random = world.sim.fork();
    LinkRule damage =
        (passage, _) -> {
          if (passage.to().equals(World.SFU) && random.nextInt(3) == 0) {
            passage.bytes()[random.nextInt(passage.bytes().length)] ^=
                (byte) (1 + random.nextInt(255));
          }
          return Verdict.PASS;
        };
    world.sim.addRule(damage);
    world.run(5 * SECOND);
    world.sim.removeRule(damage);
    world.run(2 * SECOND);
    assertStillHeard();
  }

  @Test
  void replayedPacketsAreNotForwardedAgain() {
    List<Passage> recorded = new ArrayList<>();
    LinkRule record =
        (passage, _) -> {
          if (passage.from().equals(talker.node().endpoint())) {
            recorded.add(new Passage(0, passage.from(), passage.to(), passage.bytes().clone()));
          }
          return Verdict.PASS;
        };
    world.sim.addRule(record);
    world.run(SECOND);
    world.sim.removeRule(record);
    talker.stopSending();
    world.run(100 * MS);
    long before = world.engine.stats().forwardedPackets();
    recorded.forEach(p -> world.sim.inject(p.from(), p.to(), p.bytes()));
    recorded.forEach(p -> world.sim.inject(STRANGER, p.to(), p.bytes()));
    world.run(100 * MS);
    assertThat(recorded).hasSizeGreaterThan(45);
    assertThat(world.engine.stats().forwardedPackets()).isEqualTo(before);
  }

  @Test
  void anExceptionClosesTheOneConnectionThatCausedIt() {
    world.failuresExpected = true;
    Client broken = world.prepare(10);
    broken.connect(ROOM, 10);
    SrtpKeys tooShort =
        new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, new byte[3], broken.fingerprint());
    world.sfu.command(new SfuCommand.DtlsDone(broken.session, tooShort));
    world.run(MS);
    List<SfuEvent.PeerFailed> failed = world.sfu.events(SfuEvent.PeerFailed.class);
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().session()).isEqualTo(broken.session);
    assertThat(failed.getFirst().room()).isEqualTo(ROOM);
    assertThat(world.engine.stats().failedPeers()).isEqualTo(1);
    assertThat(world.engine.stats().connections()).isEqualTo(2);
    assertStillHeard();
  }

  @Test
  void aBrokenConnectionAttemptIsToldAndLeavesNothingBehind() {
    world.failuresExpected = true;
    Client broken = world.prepare(10);
    broken.opusPayloadType = 300;
    broken.connect(ROOM, 10);
    world.run(MS);
    assertThat(world.sfu.events(SfuEvent.PeerFailed.class)).hasSize(1);
    assertThat(world.engine.stats().connections()).isEqualTo(2);
    assertStillHeard();
  }

  @Test
  void commandsForUnknownSessionsAreCounted() {
    Client nobody = world.prepare(10);
    world.sfu.command(new SfuCommand.Disconnect(nobody.session));
    world.sfu.command(new SfuCommand.DtlsFailed(nobody.session, "gone"));
    world.sfu.command(new SfuCommand.SendDtls(nobody.session, new byte[] {22}));
    world.run(MS);
    assertThat(world.engine.stats().unknownSessions()).isEqualTo(3);
    assertStillHeard();
  }
}
