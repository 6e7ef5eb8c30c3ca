// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.base.AddressDirectory;
import palaver.base.Outbox;
import palaver.net.udp.AddressTable;
import palaver.wire.radio.EnvelopeFormat;

/// A node's sockets: one for everything that has one receiver, and those of [Discovery]. What
/// leaves is marked DSCP EF (RFC 3246), and nothing longer than 1,200 bytes leaves.
///
/// One thread only, but for [#wakeUp]. Datagrams that cannot be sent are dropped (the newest goes)
/// and counted: nothing waits.
public final class RadioSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RadioSocket.class);
  private static final int ADDRESSES_MAX = 2_048;
  private static final int TRAFFIC_CLASS = 0xb8;
  private static final int BUFFER_BYTES = 1_000_000;
  private static final int SLOT_BYTES = 2_048;
  private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  /// The way out of the machine.
  @FunctionalInterface
  interface Way {

    /// Sends a datagram; 0 when the send buffer is full.
    int send(DatagramChannel through, ByteBuffer bytes, SocketAddress to) throws IOException;
  }

  /// Takes what was read.
  @FunctionalInterface
  interface Receiver {
    void datagram(byte[] bytes, int length, int source);
  }

  private final DatagramChannel channel;
  private final Way way;
  private final Selector selector;
  private final Discovery discovery;
  private final AddressTable addresses = new AddressTable(ADDRESSES_MAX);
  private final Copies copies = new Copies(ADDRESSES_MAX);
  private final @Nullable InetSocketAddress[] known = new InetSocketAddress[ADDRESSES_MAX];
  private final byte[] @Nullable [] knownIps = new byte[ADDRESSES_MAX][];
  private final int[] knownPorts = new int[ADDRESSES_MAX];
  private int[] peers = new int[0];
  private int[][] found = new int[0][];
  private Set<InetAddress> own = Set.of();
  private final ByteBuffer in = ByteBuffer.allocate(SLOT_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(Outbox.DATAGRAM_BYTES_MAX);
  private final InetSocketAddress localAddress;
  private final int all;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong droppedFull = new AtomicLong();
  private final AtomicLong droppedError = new AtomicLong();

  private RadioSocket(DatagramChannel channel, Way way, Selector selector, Discovery discovery)
      throws IOException {
    this.channel = channel;
    this.way = way;
    this.selector = selector;
    this.discovery = discovery;
    localAddress = (InetSocketAddress) channel.getLocalAddress();
    all = addresses.number(new InetSocketAddress(RadioNetwork.GROUP_IPV4, discovery.port()));
    addresses.retain(all);
  }

  /// Opens the sockets.
  ///
  /// @throws java.net.BindException when the port is taken
  public static RadioSocket open(RadioNetwork network) throws IOException {
    return open(network, DatagramChannel::send);
  }

  /// The same with another way out.
  static RadioSocket open(RadioNetwork network, Way way) throws IOException {
    DatagramChannel channel = openChannel(network.bind());
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      channel.bind(new InetSocketAddress(network.bind(), network.port()));
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new RadioSocket(channel, way, selector, Discovery.open(network, channel, selector));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static DatagramChannel openChannel(@Nullable InetAddress bind) throws IOException {
    return bind instanceof Inet4Address
        ? DatagramChannel.open(StandardProtocolFamily.INET)
        : DatagramChannel.open();
  }

  /// The number of the address that reaches all.
  public int all() {
    return all;
  }

  /// The addresses behind the driver's numbers; for its thread only.
  public AddressDirectory directory() {
    return addresses;
  }

  /// Where the socket is bound.
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  /// Interfaces or static peers have changed.
  void surroundings(Surroundings now) {
    discovery.links(now.links());
    InetAddress bound = localAddress.getAddress();
    own = bound.isAnyLocalAddress() ? new HashSet<>(now.own()) : Set.of(bound);
    for (int peer : peers) {
      addresses.release(peer);
    }
    peers = now.peers().stream().mapToInt(addresses::number).filter(n -> n >= 0).toArray();
    for (int peer : peers) {
      addresses.retain(peer);
    }
    copies.peers(peers);
  }

  /// DNS-SD has found nodes at these addresses, each node at one or more.
  void found(List<List<InetSocketAddress>> nodes) {
    for (int[] node : found) {
      Arrays.stream(node).forEach(addresses::release);
    }
    found =
        nodes.stream()
            .map(node -> node.stream().mapToInt(addresses::number).filter(n -> n >= 0).toArray())
            .toArray(int[][]::new);
    for (int[] node : found) {
      Arrays.stream(node).forEach(addresses::retain);
    }
    copies.found(found);
  }

  /// Reads the sockets dry, but at most `datagramsMax`; how many there were.
  int read(long nowNs, int datagramsMax, Receiver receiver) {
    addresses.beginTurn();
    int count = readFrom(channel, nowNs, datagramsMax, false, receiver);
    for (DatagramChannel each : discovery.channels()) {
      count += readFrom(each, nowNs, datagramsMax - count, true, receiver);
    }
    received.addAndGet(count);
    return count;
  }

  private int readFrom(
      DatagramChannel from, long nowNs, int datagramsMax, boolean multicast, Receiver receiver) {
    int count = 0;
    try {
      while (count < datagramsMax) {
        in.clear();
        SocketAddress sender = from.receive(in);
        if (sender == null) {
          return count;
        }
        count++;
        if (isOwn((InetSocketAddress) sender)) {
          continue;
        }
        int source = addresses.number((InetSocketAddress) sender);
        if (source >= 0) {
          if (multicast) {
            copies.onMulticast(source, nowNs);
          }
          receiver.datagram(in.array(), in.position(), source);
        }
      }
    } catch (IOException failure) {
      // An earlier datagram was refused by its receiver; on some systems a read says so.
      LOG.debug("a read failed", failure);
    }
    return count;
  }

  /// Whether it came from this very socket: what goes to all comes back, and a static peer may be
  /// this node itself.
  private boolean isOwn(InetSocketAddress sender) {
    return sender.getPort() == localAddress.getPort() && own.contains(sender.getAddress());
  }

  /// Sends all datagrams of `outbox` and keeps the addresses that it asks to be kept.
  void send(long nowNs, Outbox<?> outbox) {
    for (int i = 0; i < outbox.retainedCount(); i++) {
      addresses.retain(outbox.retained(i));
      copies.retain(outbox.retained(i));
    }
    for (int i = 0; i < outbox.datagramCount(); i++) {
      fill(outbox, i);
      if (outbox.destination(i) == all) {
        sendToAll(nowNs);
      } else {
        sendTo(peer(outbox.destination(i)));
      }
    }
    for (int i = 0; i < outbox.releasedCount(); i++) {
      addresses.release(outbox.released(i));
      copies.release(outbox.released(i));
    }
  }

  private void fill(Outbox<?> outbox, int index) {
    int length = outbox.length(index);
    if (length > EnvelopeFormat.PACKET_BYTES_MAX) {
      throw new IllegalStateException("a datagram of " + length + " bytes would be fragmented");
    }
    out.clear();
    out.put(outbox.bytes(), outbox.offset(index), length).flip();
  }

  private void sendToAll(long nowNs) {
    for (Link link : discovery.links()) {
      if (link.ipv4() && discovery.choose(link)) {
        sendTo(discovery.ipv4());
      }
      InetSocketAddress ipv6 = link.ipv6() ? discovery.ipv6(link) : null;
      if (ipv6 != null) {
        sendTo(ipv6);
      }
    }
    int count = copies.choose(nowNs);
    for (int i = 0; i < count; i++) {
      sendTo(peer(copies.target(i)));
    }
  }

  private void sendTo(InetSocketAddress to) {
    out.rewind();
    try {
      if (way.send(channel, out, to) > 0) {
        sent.incrementAndGet();
      } else {
        droppedFull.incrementAndGet();
      }
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException refused) {
      droppedError.incrementAndGet();
      LOG.trace("a datagram to {} was refused", to, refused);
    }
  }

  /// The address of a number. The table makes a new array when the number is given to another.
  @SuppressWarnings("ReferenceEquality") // the very array is meant
  private InetSocketAddress peer(int number) {
    InetSocketAddress address = known[number];
    byte[] ip = addresses.ip(number);
    if (address == null || knownIps[number] != ip || knownPorts[number] != addresses.port(number)) {
      address = addresses.socketAddress(number);
      known[number] = address;
      knownIps[number] = ip;
      knownPorts[number] = addresses.port(number);
    }
    return address;
  }

  /// Waits until a datagram has come, [#wakeUp] was called since the last wait, or the time is
  /// over.
  void await(long timeoutNs) {
    try {
      if (timeoutNs <= 0) {
        selector.selectNow(key -> {});
      } else {
        selector.select(key -> {}, Math.max(1, (timeoutNs + NS_PER_MS - 1) / NS_PER_MS));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Ends the present or the next [#await]. Any thread may call it.
  void wakeUp() {
    selector.wakeup();
  }

  long receivedCount() {
    return received.get();
  }

  long sentCount() {
    return sent.get();
  }

  long droppedFullCount() {
    return droppedFull.get();
  }

  long droppedErrorCount() {
    return droppedError.get();
  }

  @Override
  public void close() {
    try {
      discovery.close();
      channel.close();
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
