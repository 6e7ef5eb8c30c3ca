// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import palaver.app.media.MachineAddresses;
import palaver.app.start.StartFailure;

/// Where media listens and which addresses clients are told, best first.
///
/// @param bind the address to bind to, or null for all
/// @param told numeric addresses for the ICE answer
record MediaAddresses(@Nullable InetAddress bind, List<String> told) {

  MediaAddresses {
    told = List.copyOf(told);
  }

  static MediaAddresses of(ServerOptions options) throws StartFailure {
    if (options.mediaHost() != null) {
      InetAddress only = resolve("--media-host", options.mediaHost());
      if (!only.isAnyLocalAddress()) {
        return new MediaAddresses(only, List.of(MachineAddresses.numeric(only)));
      }
    }
    InetAddress outside =
        options.publicAddress() == null
            ? null
            : resolve("--public-address", options.publicAddress());
    return new MediaAddresses(
        null, MachineAddresses.everyAddress(outside, MachineAddresses.ofThisMachine()));
  }

  private static InetAddress resolve(String option, String host) throws StartFailure {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new StartFailure(option + " " + host + " is no address of any host", unknown);
    }
  }

  InetSocketAddress at(int port) {
    return new InetSocketAddress(bind, port);
  }
}
