// SPDX-License-Identifier: Apache-2.0
package palaver.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;
import palaver.base.Sheddable;
import palaver.net.udp.UdpSocket;
import palaver.net.udp.UdpSocketOptions;
import palaver.net.udp.UdpSockets;

/// Turns are run by the test, by a clock of its own: overload without waiting for it.
@Timeout(20)
class DriverOverloadTest {

  private static final long MS = 1_000_000;

  /// An engine that takes its time, by the test's clock.
  private final class Slow implements Engine<String, String>, Sheddable {
    @Override
    public void onDatagram(long nowNs, Datagram datagram, Outbox<String> outbox) {
      timeNs += costNs;
    }

    @Override
    public void onCommand(long nowNs, String command, Outbox<String> outbox) {
      throw new StackOverflowError(command);
    }

    @Override
    public void onDeadline(long nowNs, Outbox<String> outbox) {}

    @Override
    public long nextDeadlineNs() {
      return timeNs;
    }

    @Override
    public void shedTo(int talkersMax) {
      sheds.add(talkersMax);
    }
  }

  private final List<Integer> sheds = new ArrayList<>();
  private long timeNs = 1_000 * MS;
  private long costNs;
  private DatagramChannel peer = channel();
  private UdpSocket socket = socket();
  private UdpDriver<String, String> driver = driver(socket);

  private static DatagramChannel channel() {
    try {
      return DatagramChannel.open(StandardProtocolFamily.INET);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static UdpSocket socket() {
    try {
      return UdpSockets.open(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), UdpSocketOptions.DEFAULTS);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private UdpDriver<String, String> driver(UdpSocket on) {
    return new UdpDriver<>(
        DriverOptions.named("test").withGather(DriverOptions.Gather.NEVER, 0),
        on,
        8,
        () -> timeNs,
        _ -> new Slow(),
        new DriverHooks<>(_ -> {}, _ -> null, _ -> {}));
  }

  @BeforeEach
  void connect() throws Exception {
    peer.connect(socket.localAddress());
  }

  @AfterEach
  void close() throws Exception {
    driver.close();
    peer.close();
  }

  @Test
  void shedsStepByStepWhileTurnsAreLateAndRecoversWhenCalm() throws Exception {
    costNs = 30 * MS;
    for (int i = 0; i < 8; i++) {
      turnWith(1);
    }
    assertThat(sheds).containsExactly(3, 2, 1);
    assertThat(driver.health().talkersMax()).isEqualTo(1);
    assertThat(driver.health().shedCount()).isEqualTo(3);
    costNs = 0;
    for (int i = 0; i < 100; i++) {
      timeNs += 10 * MS;
      turnWith(0);
    }
    assertThat(sheds).containsExactly(3, 2, 1, 2, 3, Sheddable.EVERYBODY);
    assertThat(driver.health().talkersMax()).isEqualTo(Sheddable.EVERYBODY);
  }

  @Test
  void shedsWhenTwoReadsInARowAreFull() throws Exception {
    turnWith(20);
    assertThat(sheds).isEmpty();
    turnWith(0);
    assertThat(sheds).containsExactly(3);
  }

  @Test
  void aQuietSocketShedsNothing() throws Exception {
    for (int i = 0; i < 20; i++) {
      timeNs += 25 * MS;
      turnWith(i % 2);
    }
    assertThat(sheds).isEmpty();
  }

  @Test
  void aFreshEngineShedsAsTheOldOneDid() throws Exception {
    turnWith(20);
    turnWith(0);
    driver.offer("fail");
    turnWith(0);
    assertThat(sheds).containsExactly(3, 3);
    assertThat(driver.health().engineRestarts()).isEqualTo(1);
  }

  /// Loopback delivers within the sender's call, so the datagrams are there when the turn reads.
  private void turnWith(int datagrams) throws Exception {
    for (int i = 0; i < datagrams; i++) {
      peer.write(ByteBuffer.wrap(new byte[] {(byte) 0x80, 111}));
    }
    driver.turn();
  }
}
