// SPDX-License-Identifier: Apache-2.0
package palaver.net.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the best socket that this machine has.
public final class UdpSockets {

  private static final Logger LOG = LoggerFactory.getLogger(UdpSockets.class);

  private UdpSockets() {}

  /// Opens a socket bound to `local`: the native one on Linux, else java.nio. The wildcard address
  /// means both IP versions where the system has both.
  ///
  /// @throws java.net.BindException when the port is taken
  public static UdpSocket open(InetSocketAddress local, UdpSocketOptions options)
      throws IOException {
    UdpSocket socket =
        NativeUdpSocket.isAvailable()
            ? NativeUdpSocket.open(local, options)
            : NioUdpSocket.open(local, options);
    if (socket.receiveBufferBytes() < options.receiveBufferBytes()) {
      LOG.atInfo().log(
          "UDP receive buffer: {} of {} bytes granted (net.core.rmem_max)",
          socket.receiveBufferBytes(),
          options.receiveBufferBytes());
    }
    return socket;
  }
}
