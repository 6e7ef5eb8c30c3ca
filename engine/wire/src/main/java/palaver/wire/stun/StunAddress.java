// SPDX-License-Identifier: Apache-2.0
package palaver.wire.stun;

import java.util.Arrays;
import java.util.HexFormat;

/// A transport address as a STUN message names it.
///
/// @param ip 4 bytes for IPv4, 16 for IPv6, in network byte order
/// @param port 0 to 65535
public record StunAddress(byte[] ip, int port) {

  @Override
  public boolean equals(Object other) {
    return other instanceof StunAddress that && port == that.port && Arrays.equals(ip, that.ip);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ip) + port;
  }

  @Override
  public String toString() {
    return "StunAddress[ip=" + HexFormat.of().formatHex(ip) + ", port=" + port + "]";
  }
}
