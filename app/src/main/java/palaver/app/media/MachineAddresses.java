// SPDX-License-Identifier: Apache-2.0
package palaver.app.media;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import palaver.app.start.StartFailure;

/// The addresses of this machine, as clients are told them.
public final class MachineAddresses {

  private static final String LOOPBACK = "127.0.0.1";

  private MachineAddresses() {}

  /// The address from outside first, then those of the machine, IPv4 before IPv6, loopback last.
  /// Link-local addresses are left out: they mean nothing without the client's interface.
  public static List<String> everyAddress(
      @Nullable InetAddress outside, List<InetAddress> machine) {
    SequencedSet<String> told = new LinkedHashSet<>();
    if (outside != null) {
      told.add(numeric(outside));
    }
    List<InetAddress> reachable = machine.stream().filter(MachineAddresses::isReachable).toList();
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

  /// Every address of an interface that is up.
  public static List<InetAddress> ofThisMachine() throws StartFailure {
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

  /// Without the interface that an IPv6 address may name.
  public static String numeric(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}
