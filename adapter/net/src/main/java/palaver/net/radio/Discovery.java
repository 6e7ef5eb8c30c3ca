// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The multicast groups through which nodes find each other, on every interface that there is.
///
/// Calls leave from the node's main socket, so that their sender's address is where answers go.
/// They are heard on sockets of their own, whose port several nodes of one machine share.
final class Discovery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final DatagramChannel main;
  private final int port;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private final InetSocketAddress ipv4;
  private final Inet6Address group6;
  private final Map<Integer, InetSocketAddress> ipv6 = new TreeMap<>();
  private final Map<Integer, List<MembershipKey>> joined = new TreeMap<>();
  private List<Link> links = List.of();
  private @Nullable NetworkInterface chosen;

  private Discovery(DatagramChannel main, int port) throws IOException {
    this.main = main;
    this.port = port;
    ipv4 = new InetSocketAddress(InetAddress.getByName(RadioNetwork.GROUP_IPV4), port);
    group6 = (Inet6Address) InetAddress.getByName(RadioNetwork.GROUP_IPV6);
  }

  static Discovery open(RadioNetwork network, DatagramChannel main, Selector selector)
      throws IOException {
    Discovery discovery = new Discovery(main, network.discoveryPort());
    if (network.multicast()) {
      boolean ipv4Only = network.bind() instanceof Inet4Address;
      discovery.listen(ipv4Only, selector);
    }
    return discovery;
  }

  /// One socket hears both groups where the system lets it, which Linux and macOS do.
  private void listen(boolean ipv4Only, Selector selector) throws IOException {
    DatagramChannel both =
        ipv4Only ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
    channels.add(both);
    try {
      prepare(both, selector);
      if (!ipv4Only && System.getProperty("os.name", "").startsWith("Windows")) {
        DatagramChannel second = DatagramChannel.open(StandardProtocolFamily.INET);
        channels.add(second);
        prepare(second, selector);
      }
    } catch (IOException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private void prepare(DatagramChannel channel, Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(port));
    channel.register(selector, SelectionKey.OP_READ);
  }

  int port() {
    return port;
  }

  List<DatagramChannel> channels() {
    return channels;
  }

  List<Link> links() {
    return links;
  }

  /// The interfaces that there are now.
  void links(List<Link> now) {
    if (channels.isEmpty()) {
      return;
    }
    joined.entrySet().removeIf(entry -> leaveIfGone(entry.getKey(), entry.getValue(), now));
    for (Link link : now) {
      List<MembershipKey> keys =
          joined.computeIfAbsent(link.nic().getIndex(), _ -> new ArrayList<>());
      join(link, keys);
    }
    ipv6.clear();
    chosen = null;
    links = List.copyOf(now);
    LOG.info("multicast over {}", now.stream().map(link -> link.nic().getName()).toList());
  }

  private static boolean leaveIfGone(int index, List<MembershipKey> keys, List<Link> now) {
    boolean gone = now.stream().noneMatch(link -> link.nic().getIndex() == index);
    if (gone) {
      keys.forEach(MembershipKey::drop);
    }
    return gone;
  }

  private void join(Link link, List<MembershipKey> keys) {
    for (DatagramChannel channel : channels) {
      if (link.ipv4()) {
        join(channel, ipv4.getAddress(), link.nic(), keys);
      }
      if (link.ipv6()) {
        join(channel, group6, link.nic(), keys);
      }
    }
  }

  private static void join(
      DatagramChannel channel, InetAddress group, NetworkInterface nic, List<MembershipKey> keys) {
    if (keys.stream().anyMatch(key -> key.isValid() && key.group().equals(group))) {
      return;
    }
    try {
      keys.add(channel.join(group, nic));
    } catch (IOException | RuntimeException refused) {
      LOG.debug("{} does not join {}", nic.getName(), group, refused);
    }
  }

  /// The IPv4 group.
  InetSocketAddress ipv4() {
    return ipv4;
  }

  /// Has the next datagrams to the IPv4 group leave over `link`; false when that is not possible.
  boolean choose(Link link) {
    try {
      if (!link.nic().equals(chosen)) {
        main.setOption(StandardSocketOptions.IP_MULTICAST_IF, link.nic());
        chosen = link.nic();
      }
      return true;
    } catch (IOException refused) {
      LOG.debug("{} cannot be chosen for multicast", link.nic().getName(), refused);
      return false;
    }
  }

  /// The IPv6 group on `link`; null when the main socket speaks IPv4 only.
  @Nullable InetSocketAddress ipv6(Link link) {
    int index = link.nic().getIndex();
    InetSocketAddress known = ipv6.get(index);
    if (known == null) {
      try {
        InetAddress scoped = Inet6Address.getByAddress(null, group6.getAddress(), index);
        known = new InetSocketAddress(scoped, port);
        ipv6.put(index, known);
      } catch (IOException impossible) {
        throw new IllegalStateException("16 bytes always make an address", impossible);
      }
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    for (DatagramChannel channel : channels) {
      channel.close();
    }
  }
}
