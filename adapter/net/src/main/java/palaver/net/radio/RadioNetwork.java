// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a node is on the network.
///
/// @param bind the one address to use, or null for all interfaces and both IP versions
/// @param port the UDP port for everything but discovery, 0 for any free one
/// @param discoveryPort the UDP port of the multicast groups, the same at all nodes
/// @param multicast whether to call out by multicast and listen for it
/// @param dnsSd whether to say by DNS-SD where the node is, and to look for others there
/// @param peers who is called by unicast as well, for networks that carry no multicast
public record RadioNetwork(
    @Nullable InetAddress bind,
    int port,
    int discoveryPort,
    boolean multicast,
    boolean dnsSd,
    List<PeerName> peers) {

  /// Where nodes listen unless told otherwise.
  public static final int PORT = 7070;

  /// Where multicast goes.
  public static final int DISCOVERY_PORT = 7071;

  /// The IPv4 group: of the administratively scoped range for one site (RFC 2365).
  public static final String GROUP_IPV4 = "239.255.70.70";

  /// The IPv6 group: transient, of link-local scope (RFC 4291, section 2.7).
  public static final String GROUP_IPV6 = "ff12::7070";

  private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");

  public RadioNetwork {
    peers = List.copyOf(peers);
    requirePort(port, 0);
    requirePort(discoveryPort, 1);
  }

  /// A network without DNS-SD.
  public RadioNetwork(
      @Nullable InetAddress bind,
      int port,
      int discoveryPort,
      boolean multicast,
      List<PeerName> peers) {
    this(bind, port, discoveryPort, multicast, false, peers);
  }

  private static void requirePort(int port, int least) {
    if (port < least || port > 65_535) {
      throw new IllegalArgumentException("a port is " + least + " to 65535");
    }
  }

  /// All interfaces, with multicast, DNS-SD and the usual ports.
  public static RadioNetwork usual() {
    return new RadioNetwork(null, PORT, DISCOVERY_PORT, true, true, List.of());
  }

  /// The same with one address, which protocol v1 needs: it knows others by theirs. All interfaces
  /// become those of IPv4.
  public RadioNetwork ofOneAddress() {
    return bind == null
        ? new RadioNetwork(ANY_IPV4, port, discoveryPort, multicast, dnsSd, peers)
        : this;
  }

  /// The same at another port.
  public RadioNetwork at(int other) {
    return new RadioNetwork(bind, other, discoveryPort, multicast, dnsSd, peers);
  }
}
