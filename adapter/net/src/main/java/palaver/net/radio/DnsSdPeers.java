// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.net.dnssd.MulticastDns;
import palaver.radio.dnssd.Announcement;
import palaver.radio.dnssd.ServiceBook;
import palaver.wire.radio.PeerAddress;

/// The nodes that DNS-SD has found, on their way to a node's socket: they are called as static
/// peers are, until multicast or the engine reaches them.
final class DnsSdPeers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DnsSdPeers.class);

  private static final int IPV4_BYTES = 4;

  private final RadioNetwork network;
  private final RadioClocks clocks;
  private final RadioSocket socket;
  private final AtomicReference<@Nullable List<List<InetSocketAddress>>> found =
      new AtomicReference<>();
  private volatile List<Link> links = List.of();
  private volatile @Nullable MulticastDns dns;

  DnsSdPeers(RadioNetwork network, RadioClocks clocks, RadioSocket socket) {
    this.network = network;
    this.clocks = clocks;
    this.socket = socket;
  }

  /// Starts where the network has it; once at most.
  ///
  /// @param own what to say, or null to look only
  void start(long channel, @Nullable Announcement own) {
    if (!network.dnsSd()) {
      return;
    }
    ServiceBook book = new ServiceBook(new SplittableRandom());
    book.set(channel, own);
    try {
      dns = new MulticastDns(book, clocks::nowNs, MulticastDns.PORT, this::onFound);
      links(links);
    } catch (IOException failure) {
      LOG.warn("no DNS-SD", failure);
    }
  }

  /// The interfaces that there are now, on any thread.
  void links(List<Link> now) {
    links = now;
    MulticastDns started = dns;
    if (started != null) {
      started.links(now.stream().map(link -> link.mdns(network.bind())).toList());
    }
  }

  /// The machine slept, as [MulticastDns#again] takes it.
  void again() {
    MulticastDns started = dns;
    if (started != null) {
      started.again();
    }
  }

  private void onFound(List<List<PeerAddress>> nodes) {
    List<List<InetSocketAddress>> all = new ArrayList<>();
    for (List<PeerAddress> node : nodes) {
      all.add(node.stream().filter(this::isSpoken).map(DnsSdPeers::address).toList());
    }
    LOG.debug("by DNS-SD: {}", all);
    found.set(all);
    socket.wakeUp();
  }

  /// A socket that is bound to IPv4 reaches nothing else.
  private boolean isSpoken(PeerAddress peer) {
    return !(network.bind() instanceof Inet4Address) || peer.ip().length() == IPV4_BYTES;
  }

  private static InetSocketAddress address(PeerAddress peer) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(peer.ip().toArray()), peer.port());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes always make an address", impossible);
    }
  }

  /// Gives the socket what is new, on the driver's thread.
  void give() {
    List<List<InetSocketAddress>> now = found.getAndSet(null);
    if (now != null) {
      socket.found(now);
    }
  }

  int nodeCount() {
    MulticastDns started = dns;
    return started == null ? 0 : started.nodeCount();
  }

  long malformedCount() {
    MulticastDns started = dns;
    return started == null ? 0 : started.malformedCount();
  }

  @Override
  public void close() {
    MulticastDns started = dns;
    if (started != null) {
      started.close();
    }
  }
}
