// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import palaver.base.Outbox;

/// A [UdpSocket] on java.nio: works everywhere, sends datagrams one by one.
///
/// Limits: when bound to all addresses of a machine that has several, a reply leaves from the
/// address that the route to the peer prefers, which need not be the one that the peer sent to;
/// java.nio offers no packet information. The JDK allocates an address object for each datagram
/// whose sender differs from the one before.
public final class NioUdpSocket implements UdpSocket {

  private static final long NS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  private final DatagramChannel channel;
  private final Selector selector;
  private final AddressTable addresses;
  private final SocketFigures figures = new SocketFigures();
  private final ByteBuffer in = ByteBuffer.allocateDirect(ReceivedBatch.SLOT_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(Outbox.DATAGRAM_BYTES_MAX);
  private final @Nullable InetSocketAddress[] peers;
  private final int[] peerEpochs;
  private final InetSocketAddress localAddress;

  private NioUdpSocket(DatagramChannel channel, Selector selector, UdpSocketOptions options)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    addresses = new AddressTable(options.addressesMax());
    peers = new InetSocketAddress[options.addressesMax()];
    peerEpochs = new int[options.addressesMax()];
    localAddress = (InetSocketAddress) channel.getLocalAddress();
  }

  /// Opens a socket bound to `local`; the wildcard address means both IP versions where the system
  /// has both.
  ///
  /// @throws java.net.BindException when the port is taken
  public static NioUdpSocket open(InetSocketAddress local, UdpSocketOptions options)
      throws IOException {
    DatagramChannel channel = openChannel(local);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBufferBytes());
      channel.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferBytes());
      channel.setOption(StandardSocketOptions.IP_TOS, options.trafficClass());
      channel.bind(local);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new NioUdpSocket(channel, selector, options);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DatagramChannel openChannel(InetSocketAddress local) throws IOException {
    boolean ipv4Only =
        local.getAddress() instanceof java.net.Inet4Address
            && !local.getAddress().isAnyLocalAddress();
    return ipv4Only
        ? DatagramChannel.open(java.net.StandardProtocolFamily.INET)
        : DatagramChannel.open();
  }

  @Override
  public int receive(ReceivedBatch batch) {
    batch.clear();
    addresses.beginTurn();
    try {
      while (!batch.isFull() && receiveOne(batch)) {}
    } catch (IOException _) {
      figures.receiveErrors.increment();
    }
    figures.received.add(batch.count());
    return batch.count();
  }

  private boolean receiveOne(ReceivedBatch batch) throws IOException {
    in.clear();
    SocketAddress sender = channel.receive(in);
    if (sender == null) {
      return false;
    }
    int lengthBytes = in.position();
    int source = addresses.number((InetSocketAddress) sender);
    in.flip();
    in.get(batch.bytes(), batch.nextOffset(), lengthBytes);
    if (source < 0 || !batch.add(lengthBytes, source)) {
      figures.receivedUnusable.increment();
    }
    return true;
  }

  @Override
  public void send(Outbox<?> outbox) {
    int sentCount = 0;
    for (int i = 0; i < outbox.datagramCount(); i++) {
      out.clear();
      out.put(outbox.bytes(), outbox.offset(i), outbox.length(i)).flip();
      sentCount += sendOne(outbox.destination(i));
    }
    figures.sent.add(sentCount);
    figures.kernelMessages.add(sentCount);
  }

  private int sendOne(int destination) {
    try {
      if (channel.send(out, peer(destination)) > 0) {
        return 1;
      }
      figures.droppedFull.increment();
    } catch (IOException | IllegalArgumentException _) {
      figures.droppedError.increment();
    }
    return 0;
  }

  private InetSocketAddress peer(int address) {
    InetSocketAddress known = peers[address];
    if (known == null || peerEpochs[address] != addresses.epoch(address)) {
      known = addresses.socketAddress(address);
      peers[address] = known;
      peerEpochs[address] = addresses.epoch(address);
    }
    return known;
  }

  @Override
  public void await(long timeoutNs) {
    if (timeoutNs <= 0) {
      return;
    }
    try {
      selector.select(NioUdpSocket::ignore, Math.max(1, timeoutNs / NS_PER_MS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ignore(SelectionKey key) {}

  @Override
  public void wakeUp() {
    selector.wakeup();
  }

  @Override
  public AddressTable addresses() {
    return addresses;
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public int receiveBufferBytes() {
    try {
      return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public String description() {
    return "java.nio, plain";
  }

  @Override
  public SocketFigures figures() {
    return figures;
  }

  @Override
  public void close() {
    try {
      selector.close();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
