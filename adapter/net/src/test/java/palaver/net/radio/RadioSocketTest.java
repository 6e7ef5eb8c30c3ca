// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.base.Datagram;
import palaver.base.Engine;
import palaver.base.Outbox;

/// What a node's sockets do when the world around them changes.
@Timeout(20)
class RadioSocketTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final RadioNetwork NETWORK =
      new RadioNetwork(HERE, 0, RadioNetwork.DISCOVERY_PORT, false, List.of());

  private static InetSocketAddress address(DatagramSocket socket) {
    return new InetSocketAddress(HERE, socket.getLocalPort());
  }

  private static Surroundings peers(InetSocketAddress... peers) {
    return new Surroundings(List.of(), List.of(peers), List.of(HERE));
  }

  private static void callAll(RadioSocket socket) {
    Outbox<String> outbox = new Outbox<>(16, 40_000);
    outbox.send(socket.all(), new byte[] {1, 2, 3}, 0, 3);
    socket.send(0, outbox);
  }

  private static boolean gets(DatagramSocket socket) throws Exception {
    socket.setSoTimeout(300);
    try {
      socket.receive(new DatagramPacket(new byte[100], 100));
      return true;
    } catch (SocketTimeoutException nothing) {
      return false;
    }
  }

  @Test
  void aPeerIsCalledWhereItIsNow() throws Exception {
    try (RadioSocket socket = RadioSocket.open(NETWORK);
        DatagramSocket before = new DatagramSocket(0, HERE);
        DatagramSocket after = new DatagramSocket(0, HERE)) {
      socket.surroundings(peers(address(before)));
      callAll(socket);
      assertThat(gets(before)).isTrue();
      socket.surroundings(peers(address(after)));
      callAll(socket);
      assertThat(gets(after)).isTrue();
      assertThat(gets(before)).isFalse();
    }
  }

  @Test
  void aNodeThatDnsSdFoundIsCalledUntilItIsGone() throws Exception {
    try (RadioSocket socket = RadioSocket.open(NETWORK);
        DatagramSocket other = new DatagramSocket(0, HERE)) {
      socket.found(List.of(List.of(address(other))));
      callAll(socket);
      assertThat(gets(other)).isTrue();
      socket.found(List.of());
      callAll(socket);
      assertThat(gets(other)).isFalse();
    }
  }

  @Test
  void whatASocketSentItselfIsNotForIt() throws Exception {
    try (RadioSocket socket = RadioSocket.open(NETWORK);
        DatagramSocket other = new DatagramSocket(0, HERE)) {
      socket.surroundings(peers(socket.localAddress()));
      callAll(socket);
      other.send(new DatagramPacket(new byte[5], 5, socket.localAddress()));
      List<Integer> lengths = new ArrayList<>();
      while (lengths.isEmpty()) {
        socket.await(TimeUnit.SECONDS.toNanos(1));
        socket.read(0, 10, (_, length, _) -> lengths.add(length));
      }
      socket.await(TimeUnit.MILLISECONDS.toNanos(100));
      socket.read(0, 10, (_, length, _) -> lengths.add(length));
      assertThat(lengths).containsExactly(5);
    }
  }

  @Test
  void aDatagramThatWouldBeFragmentedNeverLeaves() throws Exception {
    try (RadioSocket socket = RadioSocket.open(NETWORK)) {
      Outbox<String> outbox = new Outbox<>(16, 40_000);
      outbox.send(socket.all(), new byte[1_201], 0, 1_201);
      assertThatThrownBy(() -> socket.send(0, outbox)).isInstanceOf(IllegalStateException.class);
    }
  }

  /// Answers each datagram with one to all.
  private static final class Echo implements Engine<String, String> {
    private final int all;

    Echo(int all) {
      this.all = all;
    }

    @Override
    public void onDatagram(long nowNs, Datagram datagram, Outbox<String> outbox) {
      outbox.send(all, datagram.bytes(), datagram.offset(), datagram.length());
    }

    @Override
    public void onCommand(long nowNs, String command, Outbox<String> outbox) {}

    @Override
    public void onDeadline(long nowNs, Outbox<String> outbox) {}

    @Override
    public long nextDeadlineNs() {
      return Long.MAX_VALUE;
    }
  }

  private static final class Quiet implements RadioDriver.Hooks<String, String> {
    @Override
    public String resumed(long gapNs) {
      return "";
    }

    @Override
    public String wallClock(long epochMs) {
      return "";
    }

    @Override
    public void sources(long nowNs, Outbox<String> outbox) {}

    @Override
    public void event(String event) {}

    @Override
    public void failed(Throwable failure) {}
  }

  @Test
  void aFullSendBufferCostsDatagramsAndNothingElse() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    RadioSocket.Way way = (through, bytes, to) -> full.get() ? 0 : through.send(bytes, to);
    try (DatagramSocket peer = new DatagramSocket(0, HERE)) {
      RadioNetwork network =
          new RadioNetwork(
              HERE,
              0,
              RadioNetwork.DISCOVERY_PORT,
              false,
              List.of(new PeerName("127.0.0.1", peer.getLocalPort())));
      RadioSocket socket = RadioSocket.open(network, way);
      InetSocketAddress to = socket.localAddress();
      try (RadioDriver<String, String> driver =
          new RadioDriver<>(
              network, socket, RadioClocks.system(), new Echo(socket.all()), new Quiet())) {
        driver.start();
        while (driver.figures().droppedFull() < 3) {
          peer.send(new DatagramPacket(new byte[9], 9, to));
          java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(driver.figures().sent()).isZero();
        full.set(false);
        peer.send(new DatagramPacket(new byte[9], 9, to));
        assertThat(gets(peer)).isTrue();
        assertThat(driver.figures().failures()).isZero();
      }
    }
  }
}
