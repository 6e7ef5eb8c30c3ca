// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// A range of addresses, such as `10.0.0.0/8`, `::1` or `fd00::/8`.
public final class Network {
  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /// Reads an address, or an address, a slash and how many of its bits count.
  public static Optional<Network> parse(String text) {
    String[] parts = text.strip().split("/", 2);
    try {
      byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : 8 * address.length;
      return bits < 0 || bits > 8 * address.length
          ? Optional.empty()
          : Optional.of(new Network(address, bits));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether the address, given by its bytes, is in this range.
  boolean contains(byte[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }
}
