// SPDX-License-Identifier: Apache-2.0
package palaver.monitor.hook;

import java.net.URI;
import java.util.Locale;

/// Where a webhook goes.
///
/// @param tls whether it is `https`
/// @param path with the query, beginning with a slash
public record HookTarget(boolean tls, String host, int port, String path) {

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final int PORT_MAX = 65_535;

  /// Reads an address such as `https://hooks.example.org/palaver?key=1`.
  ///
  /// @throws IllegalArgumentException when it is none, with a reason that does not repeat it: it
  ///   may hold a secret
  public static HookTarget parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a webhook is an http or https address");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost();
    if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException("a webhook is an http or https address");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a webhook's address has no user and password");
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() == -1 ? (tls ? HTTPS_PORT : HTTP_PORT) : uri.getPort();
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("a webhook's port is 1 to " + PORT_MAX);
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new HookTarget(tls, host, port, path + query);
  }

  /// What the `Host` header says.
  String hostHeader() {
    return port == (tls ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
  }

  /// The host without the brackets of an IPv6 address.
  String hostName() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// Without the path, which may hold a secret.
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + hostHeader();
  }
}
