// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the open internet from those that reach into the network that the server
/// stands in. A webhook's target is judged after its name is resolved, and the connection goes to
/// the very address that was judged, so that a name cannot change its mind between.
public final class PublicAddresses {

  private PublicAddresses() {}

  /// Whether `address` is neither loopback, private, link-local, multicast, nor one that stands for
  /// another (NAT64, 6to4, Teredo) or for nothing (RFC 6890).
  public static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    int third = a[2] & 0xff;
    boolean thisNetwork = first == 0;
    boolean carrierNat = first == 100 && (second & 0xc0) == 64;
    boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
    boolean relay = first == 192 && second == 88 && third == 99;
    boolean benchmarks = first == 198 && (second & 0xfe) == 18;
    boolean examples =
        (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    boolean reserved = first >= 240;
    return !(thisNetwork || carrierNat || protocols || relay || benchmarks || examples || reserved);
  }

  /// Only what is assigned for the open internet, 2000::/3, without what stands for IPv4 addresses
  /// and what is for documents.
  private static boolean isPublic6(byte[] a) {
    int first = ((a[0] & 0xff) << 8) | (a[1] & 0xff);
    int second = ((a[2] & 0xff) << 8) | (a[3] & 0xff);
    boolean global = (first & 0xe000) == 0x2000;
    boolean teredoAndProtocols = first == 0x2001 && (second & 0xfe00) == 0;
    boolean document = (first == 0x2001 && second == 0x0db8) || first == 0x3fff;
    boolean sixToFour = first == 0x2002;
    return global && !teredoAndProtocols && !document && !sixToFour;
  }
}
