// SPDX-License-Identifier: Apache-2.0
package palaver.net.dnssd;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import palaver.base.Bytes;
import palaver.radio.dnssd.ServiceBook;

/// An interface to speak multicast DNS over, with its own addresses.
public record MdnsLink(NetworkInterface nic, List<Prefix> prefixes) {

  /// An own address, and how many of its first bits all of its network share.
  public record Prefix(InetAddress address, int bits) {

    /// Whether `other` is of the same network.
    boolean covers(Bytes other) {
      byte[] own = address.getAddress();
      if (own.length != other.length()) {
        return false;
      }
      int same = 0;
      while (same < bits && same < own.length * 8 && bit(own, same) == bit(other, same)) {
        same++;
      }
      return same >= bits;
    }

    private static int bit(byte[] bytes, int index) {
      return bytes[index / 8] >> (7 - index % 8) & 1;
    }

    private static int bit(Bytes bytes, int index) {
      return bytes.at(index / 8) >> (7 - index % 8) & 1;
    }
  }

  public MdnsLink {
    prefixes = List.copyOf(prefixes);
  }

  /// The interface as it is now, with those of its addresses that count.
  public static MdnsLink of(NetworkInterface nic, Predicate<InetAddress> counts) {
    List<Prefix> prefixes = new ArrayList<>();
    nic.getInterfaceAddresses().stream()
        .filter(each -> counts.test(each.getAddress()))
        .map(each -> new Prefix(each.getAddress(), each.getNetworkPrefixLength()))
        .forEach(prefixes::add);
    return new MdnsLink(nic, prefixes);
  }

  /// The addresses to tell others. Those of IPv6 that hold for one link mean nothing behind a
  /// gateway, and need the number of the reader's own interface.
  List<Bytes> told() {
    return prefixes.stream()
        .map(Prefix::address)
        .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
        .limit(ServiceBook.ADDRESSES_MAX)
        .map(address -> Bytes.of(address.getAddress()))
        .toList();
  }

  /// Whether an address is of a network that this machine is in, or of one that is private (RFC
  /// 1918, RFC 4193): what a liar tells makes nobody write to the rest of the world.
  static boolean isNear(Bytes ip, List<MdnsLink> links) {
    return isPrivate(ip)
        || links.stream()
            .flatMap(link -> link.prefixes().stream())
            .anyMatch(prefix -> prefix.covers(ip));
  }

  private static boolean isPrivate(Bytes ip) {
    int first = ip.at(0);
    int second = ip.at(1);
    if (ip.length() != 4) {
      return (first & 0xfe) == 0xfc;
    }
    return first == 10
        || (first == 172 && (second & 0xf0) == 16)
        || (first == 192 && second == 168);
  }

  boolean ipv4() {
    return prefixes.stream().anyMatch(each -> each.address() instanceof Inet4Address);
  }

  boolean ipv6() {
    return prefixes.stream().anyMatch(each -> each.address() instanceof Inet6Address);
  }
}
