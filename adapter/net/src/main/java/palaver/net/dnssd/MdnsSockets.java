// SPDX-License-Identifier: Apache-2.0
package palaver.net.dnssd;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import palaver.wire.dns.DnsMessage;

/// The sockets of multicast DNS: one for each version of IP, at a port that other programs of the
/// machine, such as the system's own responder, share.
final class MdnsSockets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MdnsSockets.class);
  private static final String GROUP_IPV4 = "224.0.0.251";
  private static final String GROUP_IPV6 = "ff02::fb";
  private static final int HOPS = 255;

  /// Takes what was read.
  @FunctionalInterface
  interface Receiver {
    void message(byte[] bytes, int length, InetAddress sender);
  }

  private final ByteBuffer in = ByteBuffer.allocate(DnsMessage.BYTES_MAX);
  private final int port;
  private final List<MdnsLink> links;
  private final @Nullable DatagramChannel ipv4;
  private final @Nullable DatagramChannel ipv6;

  /// Opens the sockets that these interfaces need.
  MdnsSockets(List<MdnsLink> links, int port, Selector selector) throws IOException {
    this.links = links;
    this.port = port;
    boolean any4 = links.stream().anyMatch(MdnsLink::ipv4);
    boolean any6 = links.stream().anyMatch(MdnsLink::ipv6);
    DatagramChannel opened = any4 ? open(StandardProtocolFamily.INET, selector) : null;
    try {
      ipv4 = opened;
      ipv6 = any6 ? open(StandardProtocolFamily.INET6, selector) : null;
      join();
    } catch (IOException | RuntimeException failure) {
      if (opened != null) {
        opened.close();
      }
      throw failure;
    }
  }

  private DatagramChannel open(ProtocolFamily family, Selector selector) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
      channel.bind(new InetSocketAddress(port));
      channel.register(selector, SelectionKey.OP_READ);
      return channel;
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private void join() throws IOException {
    InetAddress group4 = InetAddress.getByName(GROUP_IPV4);
    InetAddress group6 = InetAddress.getByName(GROUP_IPV6);
    for (MdnsLink link : links) {
      if (ipv4 != null && link.ipv4()) {
        join(ipv4, group4, link.nic());
      }
      if (ipv6 != null && link.ipv6()) {
        join(ipv6, group6, link.nic());
      }
    }
  }

  private static void join(DatagramChannel channel, InetAddress group, NetworkInterface nic) {
    try {
      channel.join(group, nic);
    } catch (IOException | RuntimeException refused) {
      LOG.debug("{} does not join {}", nic.getName(), group, refused);
    }
  }

  /// Reads at most `messagesMax`; how many there were.
  int read(int messagesMax, Receiver receiver) {
    int count = 0;
    if (ipv4 != null) {
      count += read(ipv4, messagesMax, receiver);
    }
    if (ipv6 != null) {
      count += read(ipv6, messagesMax - count, receiver);
    }
    return count;
  }

  private int read(DatagramChannel from, int messagesMax, Receiver receiver) {
    int count = 0;
    try {
      while (count < messagesMax) {
        in.clear();
        InetSocketAddress sender = (InetSocketAddress) from.receive(in);
        if (sender == null) {
          return count;
        }
        count++;
        // What has another port is a question of the old kind (RFC 6762, section 6.7), which nobody
        // is answered. The socket of IPv6 hears IPv4 as well on some systems.
        boolean twice = from.equals(ipv6) && sender.getAddress() instanceof Inet4Address;
        if (sender.getPort() == port && !twice) {
          receiver.message(in.array(), in.position(), sender.getAddress());
        }
      }
    } catch (IOException failure) {
      LOG.debug("a read failed", failure);
    }
    return count;
  }

  /// Sends a message over one interface, by both versions of IP.
  void send(MdnsLink link, byte[] bytes, int length) {
    try {
      if (ipv4 != null && link.ipv4()) {
        ipv4.setOption(StandardSocketOptions.IP_MULTICAST_IF, link.nic());
        ipv4.send(
            ByteBuffer.wrap(bytes, 0, length),
            new InetSocketAddress(InetAddress.getByName(GROUP_IPV4), port));
      }
    } catch (IOException refused) {
      LOG.debug("{} does not carry multicast DNS of IPv4", link.nic().getName(), refused);
    }
    try {
      if (ipv6 != null && link.ipv6()) {
        byte[] group = InetAddress.getByName(GROUP_IPV6).getAddress();
        InetAddress scoped = Inet6Address.getByAddress(null, group, link.nic().getIndex());
        ipv6.setOption(StandardSocketOptions.IP_MULTICAST_IF, link.nic());
        ipv6.send(ByteBuffer.wrap(bytes, 0, length), new InetSocketAddress(scoped, port));
      }
    } catch (IOException refused) {
      LOG.debug("{} does not carry multicast DNS of IPv6", link.nic().getName(), refused);
    }
  }

  @Override
  public void close() {
    try {
      if (ipv4 != null) {
        ipv4.close();
      }
      if (ipv6 != null) {
        ipv6.close();
      }
    } catch (IOException failure) {
      LOG.debug("a socket did not close", failure);
    }
  }
}
