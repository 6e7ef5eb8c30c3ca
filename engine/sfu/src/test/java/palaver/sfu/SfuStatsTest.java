// SPDX-License-Identifier: Apache-2.0
package palaver.sfu;

import static org.assertj.core.api.Assertions.assertThat;
import static palaver.sfu.World.MS;
import static palaver.sfu.World.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palaver.base.RoomKey;
import palaver.sim.Endpoint;
import palaver.sim.Passage;
import palaver.sim.Simulation;
import palaver.sim.Verdict;
import palaver.wire.PacketKind;

/// The figures of a media thread against what went over the wire.
class SfuStatsTest {
  private static final RoomKey ROOM = new RoomKey("materie", "halle");
  private static final long LINK_NS = MS;

  private final World world = new World(new Simulation(5));
  private final List<Passage> toServer = new ArrayList<>();

  /// Those of a kind that have arrived by now.
  private long arrived(PacketKind kind) {
    return toServer.stream()
        .filter(passage -> passage.atNs() + LINK_NS <= world.sim.nowNs())
        .filter(passage -> PacketKind.of(passage.bytes(), 0, passage.bytes().length) == kind)
        .count();
  }

  @Test
  void everyDatagramIsCountedByItsKindAndEveryCopyWithItsBytes() {
    world.sim.addRule((passage, _) -> {
      if (passage.to().equals(World.SFU)) {
        toServer.add(passage);
      }
      return Verdict.PASS;
    });
    Client talker = world.join(ROOM, 10);
    Client one = world.join(ROOM, 10);
    Client other = world.join(ROOM, 10);
    world.awaitConnected(talker, one, other);
    talker.speak(20);
    world.run(2 * SECOND);
    talker.stopSending();
    world.run(10 * MS);

    SfuStats stats = world.engine.stats();
    assertThat(stats.stunDatagrams()).isEqualTo(arrived(PacketKind.STUN)).isPositive();
    assertThat(stats.dtlsDatagrams()).isEqualTo(arrived(PacketKind.DTLS)).isPositive();
    assertThat(stats.rtpDatagrams()).isEqualTo(arrived(PacketKind.RTP)).isGreaterThan(95);
    assertThat(stats.rtcpDatagrams()).isEqualTo(arrived(PacketKind.RTCP)).isPositive();
    assertThat(stats.otherDatagrams()).isZero();
    assertThat(stats.unknownAddressDatagrams()).isZero();
    assertThat(stats.rtpPackets()).isEqualTo(stats.rtpDatagrams());
    assertThat(stats.forwardedPackets())
        .isEqualTo(one.heard.size() + other.heard.size())
        .isEqualTo(2 * stats.rtpPackets());
    assertThat(stats.forwardedBytes()).isEqualTo(payloadBytes(one) + payloadBytes(other));
    assertThat(stats.connections()).isEqualTo(3);
    assertThat(stats.rooms()).isEqualTo(1);
  }

  private static long payloadBytes(Client listener) {
    return listener.heard.stream().mapToLong(heard -> heard.payload().length).sum();
  }

  @Test
  void aStrangersPacketsAreCountedAsSuch() {
    byte[] rtp = new byte[40];
    rtp[0] = (byte) 0x80;
    for (int i = 0; i < 7; i++) {
      world.sim.inject(Endpoint.v4(666, 6_666), World.SFU, rtp);
    }
    world.run(10 * MS);
    assertThat(world.engine.stats().unknownAddressDatagrams()).isEqualTo(7);
    assertThat(world.engine.stats().rtpPackets()).isZero();
  }
}
