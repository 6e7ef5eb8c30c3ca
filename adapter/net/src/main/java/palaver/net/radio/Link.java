// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.net.dnssd.MdnsLink;

/// A network interface that carries multicast.
///
/// @param ipv4 whether it has an IPv4 address
/// @param ipv6 whether it has an IPv6 address
record Link(NetworkInterface nic, boolean ipv4, boolean ipv6) {

  /// The interfaces of this machine that carry multicast now, in order of their numbers.
  ///
  /// @param bind the only address that counts, or null for all
  static List<Link> present(@Nullable InetAddress bind) throws IOException {
    List<Link> links = new ArrayList<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      Link link = of(nic, bind);
      if (link != null) {
        links.add(link);
      }
    }
    links.sort((a, b) -> Integer.compare(a.nic.getIndex(), b.nic.getIndex()));
    return links;
  }

  private static @Nullable Link of(NetworkInterface nic, @Nullable InetAddress bind)
      throws SocketException {
    if (!nic.isUp() || nic.isLoopback() || !nic.supportsMulticast()) {
      return null;
    }
    List<InetAddress> addresses = Collections.list(nic.getInetAddresses());
    addresses.removeIf(address -> !counts(address, bind));
    boolean ipv4 = addresses.stream().anyMatch(Inet4Address.class::isInstance);
    boolean ipv6 = addresses.stream().anyMatch(Inet6Address.class::isInstance);
    return ipv4 || ipv6 ? new Link(nic, ipv4, ipv6) : null;
  }

  /// Whether an address is one to use: 0.0.0.0 stands for all of IPv4.
  private static boolean counts(InetAddress address, @Nullable InetAddress bind) {
    if (bind == null || !bind.isAnyLocalAddress()) {
      return bind == null || address.equals(bind);
    }
    return bind instanceof Inet6Address || address instanceof Inet4Address;
  }

  /// The interface with its addresses, for multicast DNS.
  MdnsLink mdns(@Nullable InetAddress bind) {
    return MdnsLink.of(nic, address -> counts(address, bind));
  }

  /// Every address of this machine.
  static List<InetAddress> addresses() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface nic : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      addresses.addAll(Collections.list(nic.getInetAddresses()));
    }
    return addresses;
  }
}
