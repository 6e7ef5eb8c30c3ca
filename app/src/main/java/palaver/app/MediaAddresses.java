// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;

/// Where media listens and which addresses clients are told, best first.
///
/// @param bind the address to bind to, or null for all
/// @param told numeric addresses for the ICE answer
record MediaAddresses(@Nullable InetAddress bind, List<String> told) {

  private static final String LOOPBACK = "127.0.0.1";

  MediaAddresses {
    told = List.copyOf(told);
  }

  static MediaAddresses of(ServerOptions options) throws StartFailure {
    if (options.mediaHost() != null) {
      InetAddress only = resolve("--media-host", options.mediaHost());
      if (!only.isAnyLocalAddress()) {
        return new MediaAddresses(only, List.of(numeric(only)));
      }
    }
    InetAddress outside =
        options.publicAddress() == null
            ? null
            : resolve("--public-address", options.publicAddress());
    return new MediaAddresses(null, everyAddress(outside, ofThisMachine()));
  }

  /// The address from outside first, then those of the machine, IPv4 before IPv6, loopback last.
  /// Link-local addresses are left out: they mean nothing without the client's interface.
  static List<String> everyAddress(@Nullable InetAddress outside, List<InetAddress> machine) {
    SequencedSet<String> told = new LinkedHashSet<>();
    if (outside != null) {
      told.add(numeric(outside));
    }
    List<InetAddress> reachable = machine.stream().filter(MediaAddresses::isReachable).toList();
    reachable.stream().filter(Inet4Address.class::isInstance).forEach(a -> told.add(numeric(a)));
    reachable.forEach(a -> told.add(numeric(a)));
    told.add(LOOPBACK);
    return List.copyOf(told);
  }

  private static boolean isReachable(InetAddress address) {
    return !(address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress());
  }

  private static List<InetAddress> ofThisMachine() throws StartFailure {
    try {
      List<InetAddress> addresses = new ArrayList<>();
      for (NetworkInterface face : NetworkInterface.networkInterfaces().toList()) {
        if (face.isUp()) {
          face.inetAddresses().forEach(addresses::add);
        }
      }
      return addresses;
    } catch (SocketException failure) {
      throw new StartFailure("the machine's addresses cannot be read: " + failure, failure);
    }
  }

  private static InetAddress resolve(String option, String host) throws StartFailure {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new StartFailure(option + " " + host + " is no address of any host", unknown);
    }
  }

  /// Without the interface that an IPv6 address may name.
  private static String numeric(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  InetSocketAddress at(int port) {
    return new InetSocketAddress(bind, port);
  }
}
