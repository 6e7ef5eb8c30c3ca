// SPDX-License-Identifier: Apache-2.0
package palaver.net.radio;

import org.jspecify.annotations.Nullable;

/// A node as a person names it: `HOST`, `HOST:PORT`, `[IPV6]` or `[IPV6]:PORT`.
///
/// @param host a name or an address
public record PeerName(String host, int port) {

  /// Reads a name; null when it is none.
  public static @Nullable PeerName parse(String text) {
    boolean bracketed = text.startsWith("[");
    int end = bracketed ? text.indexOf(']') + 1 : text.indexOf(':');
    if (bracketed && end == 0) {
      return null;
    }
    // An address of IPv6 without brackets has more than one colon.
    boolean bare = end < 0 || (!bracketed && text.indexOf(':', end + 1) >= 0);
    String host = bare ? text : text.substring(0, end);
    String rest = bare ? "" : text.substring(end);
    String name = bracketed ? host.substring(1, host.length() - 1) : host;
    int port = rest.isEmpty() ? RadioNetwork.PORT : portOf(rest);
    return name.isBlank() || port < 1 ? null : new PeerName(name, port);
  }

  private static int portOf(String rest) {
    if (!rest.matches(":[0-9]{1,5}")) {
      return -1;
    }
    int port = Integer.parseInt(rest.substring(1));
    return port > 65_535 ? -1 : port;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
