// SPDX-License-Identifier: Apache-2.0
package palaver.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An address in the simulated network.
///
/// @param host the number of the machine, 0 to 65535
/// @param port its UDP port, 1 to 65535
/// @param ipv6 whether the address is written as IPv6
public record Endpoint(int host, int port, boolean ipv6) {

  /// The endpoint of an address, null when it is none of this network.
  static @Nullable Endpoint of(byte[] ip, int port) {
    int host = ((ip[ip.length - 2] & 0xff) << 8) | (ip[ip.length - 1] & 0xff);
    Endpoint endpoint = new Endpoint(host, port, ip.length == 16);
    return Arrays.equals(endpoint.ip(), ip) ? endpoint : null;
  }

  /// Where a datagram goes to that is for every node.
  public static final Endpoint MULTICAST = v4(0xffff, 0xffff);

  public Endpoint {
    if (host < 0 || host > 0xffff || port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("host and port have 16 bits, port 0 is no port");
    }
  }

  /// 10.0.x.y and a port.
  public static Endpoint v4(int host, int port) {
    return new Endpoint(host, port, false);
  }

  /// fd00::x and a port.
  public static Endpoint v6(int host, int port) {
    return new Endpoint(host, port, true);
  }

  /// Whether this is the address of all nodes.
  public boolean isMulticast() {
    return host == 0xffff;
  }

  /// The IP address in network byte order.
  public byte[] ip() {
    byte[] ip = new byte[ipv6 ? 16 : 4];
    ip[0] = (byte) (ipv6 ? 0xfd : 10);
    ip[ip.length - 2] = (byte) (host >>> 8);
    ip[ip.length - 1] = (byte) host;
    return ip;
  }

  @Override
  public String toString() {
    return ipv6
        ? "[fd00::" + Integer.toHexString(host) + "]:" + port
        : "10.0." + (host >>> 8) + "." + (host & 0xff) + ":" + port;
  }
}
