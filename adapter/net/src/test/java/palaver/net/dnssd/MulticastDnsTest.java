// SPDX-License-Identifier: Apache-2.0
package palaver.net.dnssd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import palaver.radio.dnssd.Announcement;
import palaver.radio.dnssd.ServiceBook;
import palaver.wire.radio.NodeId;
import palaver.wire.radio.PeerAddress;

/// Real sockets over the loopback interface, at a port that is not the real one.
@Timeout(30)
class MulticastDnsTest {

  private static final int PORT = 15_353;
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final long originNs = System.nanoTime();
  private final BlockingQueue<List<List<PeerAddress>>> seen = new LinkedBlockingQueue<>();

  private static List<MdnsLink> loopback() throws Exception {
    // What is told has to be an address of a network, which the loopback's is not.
    InetAddress told = InetAddress.getByName("10.0.0.1");
    return List.of(
        new MdnsLink(
            NetworkInterface.getByInetAddress(HERE),
            List.of(new MdnsLink.Prefix(HERE, 8), new MdnsLink.Prefix(told, 8))));
  }

  private MulticastDns start(int number, BlockingQueue<List<List<PeerAddress>>> to)
      throws Exception {
    ServiceBook book = new ServiceBook(new SplittableRandom(number));
    book.set(1, new Announcement(new NodeId(number), 1, 7_000 + number));
    MulticastDns dns = new MulticastDns(book, () -> System.nanoTime() - originNs, PORT, to::add);
    dns.links(loopback());
    return dns;
  }

  private static List<List<PeerAddress>> next(BlockingQueue<List<List<PeerAddress>>> from)
      throws Exception {
    List<List<PeerAddress>> next = from.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void twoOfOneMachineFindEachOtherAndAGoodbyeIsHeard() throws Exception {
    BlockingQueue<List<List<PeerAddress>>> others = new LinkedBlockingQueue<>();
    try (MulticastDns first = start(1, seen)) {
      try (MulticastDns second = start(2, others)) {
        assertThat(next(seen).getFirst().getFirst().port()).isEqualTo(7_002);
        assertThat(next(others).getFirst().getFirst().port()).isEqualTo(7_001);
        assertThat(first.nodeCount()).isEqualTo(1);
        assertThat(second.nodeCount()).isEqualTo(1);
      }
      assertThat(next(seen)).isEmpty();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("radio-dns-sd"));
  }

  @Test
  void garbageIsCountedAndTheRestGoesOn() throws Exception {
    try (MulticastDns first = start(1, seen);
        MulticastSocket stranger = new MulticastSocket(PORT)) {
      stranger.setNetworkInterface(NetworkInterface.getByInetAddress(HERE));
      InetSocketAddress group = new InetSocketAddress(InetAddress.getByName("224.0.0.251"), PORT);
      while (first.malformedCount() < 100) {
        stranger.send(new DatagramPacket(new byte[7], 7, group));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      try (MulticastDns _ = start(2, new LinkedBlockingQueue<>())) {
        assertThat(next(seen)).hasSize(1);
      }
    }
  }
}
